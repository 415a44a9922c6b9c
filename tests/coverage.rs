//! `docs/COVERAGE.md` says for every clause on form of Nghị định 30/2020/NĐ-CP which rules look at it, and
//! what no rule decides. The list of clauses is here, the rules come from the rule files.
//!
//! `RASOAT_BLESS=1 cargo test --test coverage` writes the page.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rasoat::catalogue::Catalogue;

const DECREE: &str = "30/2020/NĐ-CP";

/// Clauses in the order of the decree: locator, what it is about, and what no rule decides with the reason.
const CLAUSES: &[(&str, &str, &str)] = &[
    (
        "Điều 7",
        "the kinds of administrative documents",
        "no rule says that a title is no kind of the decree: `rasoat parse` shows what it was read as",
    ),
    ("Điều 8, khoản 2, điểm a", "national name and motto are there", ""),
    ("Điều 8, khoản 2, điểm b", "the issuer is there", ""),
    ("Điều 8, khoản 2, điểm c", "number and symbol are there", ""),
    ("Điều 8, khoản 2, điểm d", "place and date are there", ""),
    ("Điều 8, khoản 2, điểm đ", "kind and subject are there", ""),
    ("Điều 8, khoản 2, điểm e", "the content is there", "what the content must hold depends on the matter"),
    ("Điều 8, khoản 2, điểm g", "the signature is there", ""),
    ("Điều 8, khoản 2, điểm h", "seal and digital signature of the agency", "they are put onto the signed copy"),
    ("Điều 8, khoản 2, điểm i", "Nơi nhận is there", ""),
    (
        "Điều 8, khoản 3",
        "annexes, marks, sign of the typist, address: optional parts",
        "whether a document needs them is not in the text; their form stands in Mục III of Phụ lục I",
    ),
    ("Điều 13, khoản 1", "who signs for the head", ""),
    (
        "Điều 13, khoản 2",
        "who signs for a collective",
        "whether the matter was the committee's or its chair's: competence is not in the text",
    ),
    ("Điều 13, khoản 3", "TUQ. is not passed on", ""),
    ("Điều 13, khoản 4", "who signs by order", "which units may sign by order stands in the rules of each agency"),
    ("Điều 15, khoản 1", "one number for one document of a year", ""),
    ("Điều 15, khoản 2", "the number is given after signing", ""),
    ("Điều 15, khoản 3", "numbers of electronic documents", "the system that sends them gives them"),
    ("Phụ lục I, Phần I, Mục I, khoản 1", "paper", ""),
    ("Phụ lục I, Phần I, Mục I, khoản 2", "orientation", ""),
    ("Phụ lục I, Phần I, Mục I, khoản 3", "margins", ""),
    ("Phụ lục I, Phần I, Mục I, khoản 4", "font, colour, encoding", ""),
    ("Phụ lục I, Phần I, Mục I, khoản 5", "sizes and styles: as in each part", ""),
    ("Phụ lục I, Phần I, Mục I, khoản 6", "places of the parts: as in each part", ""),
    ("Phụ lục I, Phần I, Mục I, khoản 7", "page number", ""),
    ("Phụ lục I, Phần I, Mục II, khoản 1 đến khoản 4", "the header is centred", ""),
    (
        "Phụ lục I, Phần I, Mục II, khoản 1",
        "national name and motto together",
        "single space between them: tables of the header set it in ways that no file tells alike",
    ),
    ("Phụ lục I, Phần I, Mục II, khoản 1, điểm a", "national name", ""),
    (
        "Phụ lục I, Phần I, Mục II, khoản 1, điểm b",
        "motto and the line below it",
        "whether the line is solid and stands in the middle",
    ),
    (
        "Phụ lục I, Phần I, Mục II, khoản 2, điểm a",
        "name of the issuer",
        "whether a superior body is missing: only the agency knows",
    ),
    (
        "Phụ lục I, Phần I, Mục II, khoản 2, điểm b",
        "look of the issuer and the line below it",
        "whether the line is solid and stands in the middle",
    ),
    ("Phụ lục I, Phần I, Mục II, khoản 3", "number and symbol", ""),
    ("Phụ lục I, Phần I, Mục II, khoản 3, điểm a", "the number", "whether the series began at 01 on 1 January"),
    (
        "Phụ lục I, Phần I, Mục II, khoản 3, điểm b",
        "the symbol",
        "abbreviations of agencies and units are set by each agency",
    ),
    ("Phụ lục I, Phần I, Mục II, khoản 3, điểm c", "look of number and symbol", ""),
    ("Phụ lục I, Phần I, Mục II, khoản 4", "place and date together", ""),
    (
        "Phụ lục I, Phần I, Mục II, khoản 4, điểm a",
        "the place",
        "the official name of the unit in which the issuer sits: it needs the seat of every agency",
    ),
    ("Phụ lục I, Phần I, Mục II, khoản 4, điểm b", "the date", ""),
    (
        "Phụ lục I, Phần I, Mục II, khoản 4, điểm c",
        "look of place and date",
        "one level with the number: they stand in one row of a table, or in one cell each of several lines",
    ),
    (
        "Phụ lục I, Phần I, Mục II, khoản 5, điểm a",
        "kind and subject",
        "whether the subject is short: no measure is given",
    ),
    (
        "Phụ lục I, Phần I, Mục II, khoản 5, điểm b",
        "look of kind and subject",
        "whether the line is solid and stands in the middle",
    ),
    (
        "Phụ lục I, Phần I, Mục II, khoản 6, điểm a",
        "grounds",
        "whether the right law is cited; the number of a law, which the clause leaves out, is left alone: most documents give it, and two laws may have one name",
    ),
    ("Phụ lục I, Phần I, Mục II, khoản 6, điểm b", "citations", ""),
    (
        "Phụ lục I, Phần I, Mục II, khoản 6, điểm c",
        "layout of the content",
        "decimal numbers (1.1.): the decree does not name them, practice accepts them",
    ),
    (
        "Phụ lục I, Phần I, Mục II, khoản 6, điểm d",
        "titles of phần, chương, mục, tiểu mục",
        "titles of điều: decisions of Mẫu 1.2 have none",
    ),
    (
        "Phụ lục I, Phần I, Mục II, khoản 6, điểm đ",
        "form of phần, chương, mục, điều, khoản, điểm",
        "`Phần thứ nhất`: another form of the number, old and common",
    ),
    ("Phụ lục I, Phần I, Mục II, khoản 6, điểm e", "look of the running text", ""),
    ("Phụ lục I, Phần I, Mục II, khoản 7", "signature as a whole", ""),
    ("Phụ lục I, Phần I, Mục II, khoản 7, điểm a", "the signature itself", "it is put onto the signed copy"),
    ("Phụ lục I, Phần I, Mục II, khoản 7, điểm b", "TM., KT., TL., TUQ., Q.", ""),
    (
        "Phụ lục I, Phần I, Mục II, khoản 7, điểm c",
        "office and name of the signer",
        "whether the office is the signer's own",
    ),
    ("Phụ lục I, Phần I, Mục II, khoản 7, điểm d", "image of the signature", "it is put onto the signed copy"),
    ("Phụ lục I, Phần I, Mục II, khoản 7, điểm đ", "look of the signature", ""),
    ("Phụ lục I, Phần I, Mục II, khoản 8", "seal of the agency", "it is put onto the signed copy"),
    (
        "Phụ lục I, Phần I, Mục II, khoản 9, điểm a",
        "what Nơi nhận is for",
        "who must receive a document is not in the text",
    ),
    ("Phụ lục I, Phần I, Mục II, khoản 9, điểm b", "Kính gửi", ""),
    ("Phụ lục I, Phần I, Mục II, khoản 9, điểm c", "documents without Kính gửi", ""),
    (
        "Phụ lục I, Phần I, Mục II, khoản 9, điểm d",
        "look of Kính gửi and Nơi nhận",
        "dashes below the colon of Kính gửi, Nơi nhận level with the office: only the printed page shows them",
    ),
    (
        "Phụ lục I, Phần I, Mục III, khoản 1, điểm a",
        "annexes are pointed to and numbered",
        "an annex that is mentioned where the file has none: it is often a file of its own",
    ),
    ("Phụ lục I, Phần I, Mục III, khoản 1, điểm b", "look of an annex's title", ""),
    ("Phụ lục I, Phần I, Mục III, khoản 1, điểm c", "the line `Kèm theo …`", ""),
    ("Phụ lục I, Phần I, Mục III, khoản 1, điểm d", "digital signature of an annex", "it is put onto the signed copy"),
    ("Phụ lục I, Phần I, Mục III, khoản 1, điểm đ", "pages of an annex", ""),
    (
        "Phụ lục I, Phần I, Mục III, khoản 2",
        "frames of marks",
        "a frame that is a drawing, a cell or a stamp: said in each report as not checked",
    ),
    ("Phụ lục I, Phần I, Mục III, khoản 2, điểm a", "mark of secrecy", "its stamp, of which another law speaks"),
    ("Phụ lục I, Phần I, Mục III, khoản 2, điểm b", "mark of urgency", "size and red ink of the stamp"),
    (
        "Phụ lục I, Phần I, Mục III, khoản 2, điểm c",
        "mark of circulation",
        "other words: the decree gives examples, not a list",
    ),
    (
        "Phụ lục I, Phần I, Mục III, khoản 3",
        "sign of the typist, number of copies",
        "optional, and written in too many ways to be told from other text",
    ),
    (
        "Phụ lục I, Phần I, Mục III, khoản 4",
        "address at the foot of page 1",
        "one that is not in a page footer, and the line above it: it looks like content; how long the line is, only the printed page shows",
    ),
    (
        "Phụ lục I, Phần I, Mục IV",
        "plan of where the parts stand",
        "places on the page are judged only as the rules of each part say: left, right, centred",
    ),
    ("Phụ lục I, Phần I, Mục V", "samples of type", ""),
    ("Phụ lục I, Phần I, Mục V (mẫu chữ và chi tiết trình bày), số thứ tự 6", "samples of headings", ""),
    (
        "Phụ lục I, Phần II",
        "copies (sao y, sao lục, trích sao)",
        "a copy carries the original, which is read; the block of the copy is left out",
    ),
    ("Phụ lục II", "capitals", "names that need a register of people, landforms, awards, events and works"),
    ("Phụ lục II, Mục I", "capitals at the start of a sentence", ""),
    ("Phụ lục II, Mục II", "capitals in the names of people", ""),
    ("Phụ lục II, Mục III", "capitals in the names of places", ""),
    ("Phụ lục II, Mục IV", "capitals in the names of bodies", ""),
    ("Phụ lục II, Mục V", "capitals of other words", ""),
    ("Phụ lục II, Mục V, khoản 7", "capitals in the names of parts of a document", ""),
    ("Phụ lục III, Mục I", "abbreviations of kinds", ""),
    ("Phụ lục III, Mẫu 1.1", "template of a resolution", "the words `QUYẾT NGHỊ:`"),
    ("Phụ lục III, Mẫu 1.2", "template of a decision", ""),
    (
        "Phụ lục III, Mẫu 1.3",
        "template of a decision that issues another document",
        "the line `Ban hành kèm theo Quyết định này …` of Điều 1",
    ),
    ("Phụ lục III, Mẫu 1.4", "template of other documents", ""),
    ("Phụ lục III, Mẫu 1.5", "template of a letter", ""),
    ("Phụ lục III, Mẫu 1.6", "template of a telegram", "its fixed words (`… điện:`)"),
    ("Phụ lục III, Mẫu 1.7", "template of an invitation", "its lines (who, what, when, where)"),
    ("Phụ lục III, Mẫu 1.8", "template of a letter of introduction", "its lines; `Lưu: VT.` is right in it"),
    ("Phụ lục III, Mẫu 1.9", "template of minutes", "THƯ KÝ and CHỦ TỌA, the lines of time and place"),
    ("Phụ lục III, Mẫu 1.10", "template of a leave paper", "its lines"),
    ("Phụ lục III, Mẫu 2.1", "template of an annex of a printed document", "as Mục III, khoản 1 of Phụ lục I"),
    ("Phụ lục III, Mẫu 2.2", "template of an annex of an electronic document", "as Mục III, khoản 1 of Phụ lục I"),
    ("Phụ lục III, Mẫu 3.1", "template of a copy", "a copy carries the original, which is read"),
];

/// Clauses of the decree that rules rest on, with the ids of the rules.
fn rules_of(locator: &str) -> Vec<String> {
    let rests = |rule: &&rasoat::catalogue::Rule| {
        rule.meta.basis.iter().any(|basis| basis.instrument == DECREE && basis.locator == locator)
    };
    Catalogue::builtin().rules.iter().filter(rests).map(|rule| format!("`{}`", rule.meta.id)).collect()
}

fn page() -> String {
    let mut page = "# What of the decree is covered\n\n\
        Every clause on form of Nghị định 30/2020/NĐ-CP, the rules that rest on it, and what no rule decides. A document\n\
        without findings may still lack what stands in the last column. `rasoat explain RULE` shows a rule; what a format\n\
        tells at all is in [INPUT.md](INPUT.md). Made by `RASOAT_BLESS=1 cargo test --test coverage`.\n\n\
        | Clause | About | Rules | Not decided |\n|---|---|---|---|\n"
        .to_owned();
    for (locator, about, open) in CLAUSES {
        let short = locator
            .replace("Phụ lục I, Phần I, ", "PL I, ")
            .replace("Phụ lục ", "PL ")
            .replace(" (mẫu chữ và chi tiết trình bày)", "");
        let _ = writeln!(page, "| {short} | {about} | {} | {open} |", rules_of(locator).join(" "));
    }
    page
}

#[test]
fn every_clause_has_a_rule_or_a_reason() {
    let bare = CLAUSES.iter().filter(|(locator, about, open)| {
        rules_of(locator).is_empty() && open.is_empty() && !about.ends_with("as in each part")
    });
    assert_eq!(bare.map(|(locator, ..)| *locator).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn every_clause_that_a_rule_cites_is_in_the_list() {
    let known: BTreeSet<&str> = CLAUSES.iter().map(|(locator, ..)| *locator).collect();
    assert_eq!(known.len(), CLAUSES.len(), "each once");
    let rules = &Catalogue::builtin().rules;
    let cited = rules.iter().flat_map(|rule| rule.meta.basis.iter().map(move |basis| (rule, basis)));
    let unknown: Vec<String> = cited
        .filter(|(_, basis)| {
            basis.instrument == DECREE && !basis.locator.is_empty() && !known.contains(&*basis.locator)
        })
        .map(|(rule, basis)| format!("{}: {}", rule.meta.id, basis.locator))
        .collect();
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

#[test]
fn the_page_is_made_from_the_rules() {
    if std::env::var_os("RASOAT_BLESS").is_some() {
        std::fs::write("docs/COVERAGE.md", page()).expect("writes");
    }
    let committed = std::fs::read_to_string("docs/COVERAGE.md").unwrap_or_default();
    assert!(committed == page(), "docs/COVERAGE.md is out of date: run `RASOAT_BLESS=1 cargo test --test coverage`");
}
