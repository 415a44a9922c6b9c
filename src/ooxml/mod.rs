//! Office Open XML below the level of documents: the zip package with its limits, relationships
//! between parts, and XML events with resolved namespaces.
//!
//! `OpenDocument` is a zip of XML parts as well and is read through the same layer.
//!
//! A leaf, shared by the reader and the writer. Nothing here knows paragraphs or blocks.

pub mod package;
pub mod relationships;
pub mod rewrite;
pub mod text;
pub mod xml;

pub use package::{Package, PackageError, PackageLimits};
pub use relationships::{Relationship, Relationships, Target};
pub use xml::{Element, Namespace, Node, Xml, XmlError};
