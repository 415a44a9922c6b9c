//! From an outcome to what people and machines read. Wording comes from the catalogue; nothing
//! below this module prints or colours.
