//! The page of measurements, made from the results of the measuring commands. It says what was
//! measured and on what, never the name of a document.

use std::fmt::Write as _;

use serde_json::Value;

/// Results that make up the page, by the name of their file in `target/quality/`.
pub(crate) const SOURCES: [&str; 8] = ["detection", "precision", "figures", "slips", "speed", "scale", "lsp", "fuzz"];

const NOT_MEASURED: &str = "Not measured in this run.\n";

/// The page from the results, one field for each of [`SOURCES`].
pub(crate) fn page(results: &Value) -> String {
    let mut page = String::from(
        "# Quality\n\nHow often rasoat is right, how fast and how safe it is. \
         Every figure on this page comes from a command, but for the findings that people have read. \
         `RASOAT_QUALITY=1 cargo test --test quality` makes it from the results in `target/quality/`.\n\n\
         Tóm tắt: trang này cho biết rasoat tìm được bao nhiêu lỗi cố ý cài vào văn bản, báo đúng bao nhiêu phần trăm, \
         chạy nhanh đến đâu so với công cụ khác và đã được thử với bao nhiêu đầu vào ngẫu nhiên. \
         Các con số do chương trình đo ghi ra, trừ phần phát hiện do người đọc chấm.\n",
    );
    section(&mut page, "Defects found", "cargo bench --bench detection", results, "detection", detection);
    section(&mut page, "Precision", "cargo bench --bench precision", results, "precision", precision);
    section(&mut page, "Precision by format", "rasoat check --format jsonl", results, "reading", reading);
    section(&mut page, "Figures compared", "tests/compare/figures.py", results, "figures", figures);
    section(&mut page, "Slips of spelling", "python3 benches/slips.py PROGRAM FOLDER", results, "slips", slips);
    section(&mut page, "Speed beside other tools", "python3 benches/compare.py", results, "speed", speed);
    section(&mut page, "Scale", "cargo bench --bench scale", results, "scale", scale);
    section(&mut page, "Typing in an editor", "cargo bench --bench lsp", results, "lsp", typing);
    section(&mut page, "Fuzzing", "python3 fuzz/run.py", results, "fuzz", fuzz);
    page
}

/// One kind of result. What was measured with an earlier version says so.
fn section(page: &mut String, title: &str, command: &str, all: &Value, name: &str, body: fn(&mut String, &Value)) {
    write!(page, "\n## {title}\n\n").expect("grows");
    let results = &all[name];
    if results.is_null() {
        page.push_str(NOT_MEASURED);
    } else {
        if let Some(earlier) = all["earlier"][name].as_str() {
            writeln!(page, "**Measured with an earlier version.** {earlier}\n").expect("grows");
        }
        body(page, results);
    }
    write!(page, "\nCommand: `{command}`\n").expect("grows");
}

fn table(page: &mut String, head: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    writeln!(page, "| {} |", head.join(" | ")).expect("grows");
    let rule: Vec<&str> = (0..head.len()).map(|column| if column == 0 { "---" } else { "---:" }).collect();
    writeln!(page, "| {} |", rule.join(" | ")).expect("grows");
    for row in rows {
        writeln!(page, "| {} |", row.join(" | ")).expect("grows");
    }
}

fn fields(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

/// A number as text: whole ones with thousands apart, others with two decimals; a dash for none.
fn number(value: &Value) -> String {
    if let Some(whole) = value.as_u64() {
        let digits = whole.to_string();
        let groups: Vec<&str> =
            digits.as_bytes().rchunks(3).rev().filter_map(|part| str::from_utf8(part).ok()).collect();
        return groups.join(",");
    }
    value.as_f64().map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"))
}

fn percent(value: &Value) -> String {
    value.as_f64().map_or_else(|| "–".to_owned(), |value| format!("{:.1} %", value * 100.0))
}

fn detection(page: &mut String, corpora: &Value) {
    page.push_str("A clean document, one known defect put in, the findings before and after compared.\n\n");
    let corpora: Vec<&Value> = corpora.as_array().into_iter().flatten().collect();
    table(
        page,
        &["documents", "number", "mutants", "found", "recall", "further findings per mutant", "operators"],
        corpora.iter().map(|corpus| {
            let operators = corpus["operators"].as_object().map_or(0, serde_json::Map::len);
            // The name of a folder may say whose documents they are.
            let kind = if corpus["corpus"] == "fixtures" { "our fixtures" } else { "real documents" };
            vec![
                kind.to_owned(),
                number(&corpus["documents"]),
                number(&corpus["all"]["mutants"]),
                number(&corpus["all"]["found"]),
                percent(&corpus["recall"]),
                corpus["collateral_rate"].as_f64().map_or_else(String::new, |rate| format!("{rate:.3}")),
                operators.to_string(),
            ]
        }),
    );
    let operators = corpora.iter().flat_map(|corpus| fields(&corpus["operators"]));
    let recall = |operator: &Value| {
        operator["found"].as_f64().unwrap_or(0.0) / operator["mutants"].as_f64().unwrap_or(0.0).max(1.0)
    };
    let rows: Vec<Vec<String>> = operators
        .filter(|(_, operator)| recall(operator) < 0.8)
        .map(|(name, operator)| vec![name.to_owned(), number(&operator["mutants"]), number(&operator["found"])])
        .collect();
    if !rows.is_empty() {
        page.push_str("\nOperators of which fewer than four in five are found:\n\n");
        table(page, &["operator", "mutants", "found"], rows.into_iter());
    }
}

fn precision(page: &mut String, score: &Value) {
    page.push_str(
        "Findings on documents that were read and marked true or false by hand, most of them before the rules of today were \
         written; the interval is Wilson's of 95 %. Marks on documents that the rules were tried on say less than marks on \
         documents nobody here had seen.\n\n",
    );
    let verdicts = |(name, verdicts): (&str, &Value)| {
        vec![
            name.to_owned(),
            number(&verdicts["right"]),
            number(&verdicts["wrong"]),
            number(&verdicts["unsure"]),
            percent(&verdicts["precision"]),
            format!("{} to {}", percent(&verdicts["low"]), percent(&verdicts["high"])),
        ]
    };
    table(
        page,
        &["severity", "right", "false alarms", "undecided", "precision", "interval"],
        fields(&score["severities"]).map(verdicts),
    );
    let wrong: Vec<Vec<String>> =
        fields(&score["rules"]).filter(|(_, verdicts)| verdicts["wrong"].as_u64() > Some(0)).map(verdicts).collect();
    if !wrong.is_empty() {
        page.push_str("\nRules with false alarms:\n\n");
        table(page, &["rule", "right", "false alarms", "undecided", "precision", "interval"], wrong.into_iter());
    }
}

fn figures(page: &mut String, folders: &Value) {
    page.push_str(
        "Figures of real documents that other figures of the same document prove or refute, by source and format. Most figures \
         stand alone: nothing in the paper says what they are of.\n\n",
    );
    let tied = |formats: &Value, what: &str| {
        let count = |standing: &str| formats[format!("{what}{standing}")].as_u64().unwrap_or(0);
        let (tied, all) = (count("-right") + count("-wrong"), count(""));
        vec![
            number(&Value::from(all)),
            number(&Value::from(tied)),
            percent(&Value::from(tied as f64 / all.max(1) as f64)),
        ]
    };
    table(
        page,
        &["source", "format", "documents", "percentages", "compared", "share", "figures", "compared", "share"],
        folders.as_array().into_iter().flatten().zip(1..).flat_map(|(formats, at)| {
            formats.as_array().into_iter().flatten().map(move |of| {
                let format = of["format"].as_str().unwrap_or("").to_owned();
                let mut row = vec![format!("real documents, {at}"), format, number(&of["documents"])];
                row.extend(tied(of, "percentages"));
                row.extend(tied(of, "figures"));
                row
            })
        }),
    );
}

fn reading(page: &mut String, results: &Value) {
    page.push_str(
        "Findings on real documents, read with the document open by people who did not write the rules. “New” are those that \
         the version before did not give. What was wrong was mended or lowered after the reading and is counted all the same.\n\n",
    );
    let row = |row: &Value| {
        let column = |name: &str| row[name].as_str().map_or_else(|| number(&row[name]), str::to_owned);
        ["format", "findings", "read", "right", "wrong", "copy", "undecided"].map(column).to_vec()
    };
    table(
        page,
        &["format", "findings", "read", "right", "wrong", "fault of the copy", "undecided"],
        results.as_array().into_iter().flatten().map(row),
    );
}

fn slips(page: &mut String, results: &Value) {
    writeln!(
        page,
        "One slip in each of many right sentences of real texts; {} sentences, {} words. Findings in the texts as they \
         are include the slips that their writers made.\n",
        number(&results["sentences"]),
        number(&results["words"]),
    )
    .expect("grows");
    table(
        page,
        &["program", "slips", "found", "mended rightly at once", "findings per 10,000 words as they are"],
        fields(&results["tools"]).map(|(name, tool)| {
            vec![
                name.to_owned(),
                number(&tool["slips"]),
                percent(&tool["found"]),
                percent(&tool["right"]),
                number(&tool["alarms_per_10000_words"]),
            ]
        }),
    );
    page.push('\n');
    table(
        page,
        &["slip", "number", "found", "mended rightly at once"],
        fields(&results["tools"]["rasoat"]["classes"]).map(|(name, class)| {
            vec![name.to_owned(), number(&class["slips"]), number(&class["found"]), number(&class["right"])]
        }),
    );
}

fn speed(page: &mut String, results: &Value) {
    writeln!(
        page,
        "The same generated documents, in turn, in one run of {} rounds on {} processors; the fastest round counts. A ratio \
         below 1 means that rasoat, built by `{}`, took less. typos only looks words up, docx2txt only strips tags; both come \
         as wheels.\n",
        number(&results["rounds"]),
        number(&results["processors"]),
        results["build"].as_str().unwrap_or("cargo build --release"),
    )
    .expect("grows");
    let rows = fields(&results["cases"]).flat_map(|(case, tools)| {
        fields(tools).map(|(tool, values)| {
            vec![
                case.to_owned(),
                tool.to_owned(),
                number(&values["ratio_wall"]),
                number(&values["ratio_processor"]),
                number(&values["peak_mib"]),
            ]
        })
    });
    table(page, &["case", "tool", "rasoat/tool, time", "rasoat/tool, processor time", "peak MiB"], rows);
}

fn scale(page: &mut String, results: &Value) {
    page.push_str(
        "Plain reading is what any reader has to do: UTF-8 and lines of a text, unzipping and tokenising the main part of a \
         DOCX. Times are those of the processor, in one process.\n\n",
    );
    let cases: Vec<(&str, &Value)> = fields(results).filter(|(_, case)| case["steps"].is_object()).collect();
    table(
        page,
        &["case", "bytes read", "MB/s", "times plain reading"],
        cases.iter().map(|(name, case)| {
            vec![
                (*name).to_owned(),
                number(&case["bytes"]),
                number(&case["mb_per_second"]),
                number(&case["ratio_to_plain_reading"]),
            ]
        }),
    );
    page.push_str("\nShare of each step, in per cent:\n\n");
    let steps = ["read", "legacy", "components", "outline", "citations", "figures", "align", "rules", "order"];
    let head: Vec<&str> = std::iter::once("case").chain(steps).collect();
    table(
        page,
        &head,
        cases.iter().map(|(name, case)| {
            std::iter::once((*name).to_owned()).chain(steps.iter().map(|step| number(&case["steps"][step]))).collect()
        }),
    );
    for (name, case) in &cases {
        for (step, share) in fields(&case["steps"]).filter(|(_, share)| share.as_f64() > Some(50.0)) {
            writeln!(page, "\nMore than half of *{name}* is *{step}* ({} %): {}", number(share), reason(step))
                .expect("grows");
        }
    }
    page.push_str("\nGrowth: the exponent of the power of the size that fits the time best.\n\n");
    table(
        page,
        &["case", "smallest, bytes", "largest, bytes", "exponent"],
        fields(results).filter(|(_, case)| case["exponent"].is_number()).map(|(name, case)| {
            let points = case["points"].as_array().map_or(&[][..], Vec::as_slice);
            let bytes = |point: Option<&Value>| point.map_or_else(String::new, |point| number(&point["bytes"]));
            vec![name.to_owned(), bytes(points.first()), bytes(points.last()), number(&case["exponent"])]
        }),
    );
    page.push_str("\nMemory and folders, of the whole program:\n\n");
    table(
        page,
        &["case", "peak MiB", "drafts per second"],
        fields(results)
            .filter(|(_, case)| case["peak_mib"].is_number())
            .map(|(name, case)| vec![name.to_owned(), number(&case["peak_mib"]), number(&case["drafts_per_second"])]),
    );
    let start = &results["start-up"];
    if start.is_object() {
        writeln!(
            page,
            "\nBinding all rules takes {} microseconds of a start.",
            number(&start["binding_rules_microseconds"])
        )
        .expect("grows");
    }
}

/// Why a step may take more than half of the time.
fn reason(step: &str) -> &'static str {
    match step {
        "read" => {
            "a DOCX is mostly markup. Unzipping, tokenising and resolving styles go over all of it, while all that comes after \
             only sees its text."
        }
        "rules" => {
            "nearly all rules walk the words of the text on their own, so that each can be read, tested and left out by \
             itself. What they share, words, folded text, citations, figures, is prepared once before."
        }
        _ => "no reason is known; this is a defect.",
    }
}

fn typing(page: &mut String, results: &Value) {
    writeln!(
        page,
        "{} letters typed into the middle of a document, each after the findings of the last: milliseconds from the key \
         stroke until the findings have arrived, over the protocol, on {} processors. The engine alone checks the \
         same text after each letter, in another process.\n",
        number(&results["letters"]),
        number(&results["processors"]),
    )
    .expect("grows");
    let cases = results["cases"].as_array().map_or(&[][..], Vec::as_slice);
    table(
        page,
        &[
            "document",
            "bytes",
            "findings",
            "engine, p50",
            "engine, p99",
            "findings, p50",
            "findings, p99",
            "p99 at most",
            "",
        ],
        cases.iter().map(|case| {
            vec![
                case["document"].as_str().unwrap_or_default().to_owned(),
                number(&case["bytes"]),
                number(&case["findings"]),
                number(&case["engine"]["p50_ms"]),
                number(&case["engine"]["p99_ms"]),
                number(&case["published"]["p50_ms"]),
                number(&case["published"]["p99_ms"]),
                number(&case["target_ms"]),
                if case["met"] == true { "met" } else { "missed" }.to_owned(),
            ]
        }),
    );
}

fn fuzz(page: &mut String, targets: &Value) {
    page.push_str("Inputs made at random with coverage as the guide; each is run twice and must give the same, no place may cut a letter, nothing may stop.\n\n");
    table(
        page,
        &["target", "executions", "runs that ended in a crash"],
        fields(targets)
            .map(|(name, target)| vec![name.to_owned(), number(&target["executions"]), number(&target["crashes"])]),
    );
    let all: u64 = fields(targets).filter_map(|(_, target)| target["executions"].as_u64()).sum();
    writeln!(page, "\nIn all: {} executions.", number(&Value::from(all))).expect("grows");
}
