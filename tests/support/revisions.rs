//! What a copy holds once all of rasoat's changes are rejected, read in the plainest way.

use rasoat::ooxml::{Namespace, Package, PackageLimits, Xml};

const LIMITS: PackageLimits = PackageLimits { entries: 1000, unpacked_bytes: 1 << 26, compression_ratio: 1000 };

/// The bytes of a part.
pub(crate) fn part(package: &[u8], name: &str) -> Option<Vec<u8>> {
    Package::open(package, LIMITS).ok()?.bytes(name).ok()
}

/// All text of a part with rasoat's changes rejected; paragraphs end with a line end.
pub(crate) fn rejected(package: &[u8], name: &str) -> String {
    let bytes = part(package, name).expect("part");
    let mut xml = Xml::of_bytes(&bytes, 256);
    let root = xml.root().expect("root");
    let keeps = xml.attribute(&root, Namespace::Xml, "space").as_deref() == Some("preserve");
    let mut text = String::new();
    walk(&mut xml, false, keeps, &mut text);
    text
}

fn walk(xml: &mut Xml<'_>, in_own_deletion: bool, keeps: bool, text: &mut String) {
    while let Some(element) = xml.child().expect("well-formed") {
        let is_ours = xml.attribute(&element, Namespace::Word, "author").as_deref() == Some("rasoat");
        match element.name() {
            (Namespace::Word, "ins") if is_ours => xml.skip().expect("well-formed"),
            (Namespace::Word, "del") if is_ours => walk(xml, true, keeps, text),
            (Namespace::Word, "t") => {
                let keeps = keeps || xml.attribute(&element, Namespace::Xml, "space").as_deref() == Some("preserve");
                let mut said = String::new();
                xml.text(|part| said.push_str(part)).expect("well-formed");
                text.push_str(if keeps { &said } else { said.trim_matches([' ', '\t', '\n']) });
            }
            (Namespace::Word, "delText") if in_own_deletion => {
                xml.text(|part| text.push_str(part)).expect("well-formed");
            }
            (Namespace::Word, local @ ("tab" | "br" | "cr" | "noBreakHyphen" | "softHyphen" | "sym" | "fldChar")) => {
                text.push('⟨');
                text.push_str(local);
                text.push('⟩');
                xml.skip().expect("well-formed");
            }
            (Namespace::Word, "p") => {
                walk(xml, in_own_deletion, keeps, text);
                text.push('\n');
            }
            _ => walk(xml, in_own_deletion, keeps, text),
        }
    }
}
