//! The table of findings that people mark: tab-separated, one finding a line.

const COLUMNS: &str = "verdict\trule\tseverity\tfile\tplace\tquote\tmessage\tcontext";

/// One finding and what its reader says of it.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// `true`, `false`, `unsure`, or empty while nobody has read it.
    pub(crate) verdict: String,
    /// The rule.
    pub(crate) rule: String,
    /// Its severity.
    pub(crate) severity: String,
    /// The file.
    pub(crate) file: String,
    /// Block and byte.
    pub(crate) place: String,
    /// The flagged words.
    pub(crate) quote: String,
    /// What the finding says.
    pub(crate) message: String,
    /// The words around it, and the starts of the paragraphs before and after.
    pub(crate) context: String,
}

/// The table of `marks`.
pub(crate) fn write(marks: &[Mark]) -> String {
    let mut text = format!("{COLUMNS}\n");
    for mark in marks {
        let fields = [
            &mark.verdict,
            &mark.rule,
            &mark.severity,
            &mark.file,
            &mark.place,
            &mark.quote,
            &mark.message,
            &mark.context,
        ];
        let line: Vec<String> = fields.iter().map(|field| field.replace(['\t', '\n', '\r'], " ")).collect();
        text.push_str(&line.join("\t"));
        text.push('\n');
    }
    text
}

/// Reads a table; lines that start with `#` are remarks.
pub(crate) fn read(text: &str) -> Result<Vec<Mark>, String> {
    let mut marks = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') || line == COLUMNS {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [verdict, rule, severity, file, place, quote, message, context] = fields[..] else {
            return Err(format!("line {}: {} columns, expected 8", at + 1, fields.len()));
        };
        if !["true", "false", "unsure", ""].contains(&verdict) {
            return Err(format!("line {}: `{verdict}` is no verdict", at + 1));
        }
        marks.push(Mark {
            verdict: verdict.to_owned(),
            rule: rule.to_owned(),
            severity: severity.to_owned(),
            file: file.to_owned(),
            place: place.to_owned(),
            quote: quote.to_owned(),
            message: message.to_owned(),
            context: context.to_owned(),
        });
    }
    Ok(marks)
}
