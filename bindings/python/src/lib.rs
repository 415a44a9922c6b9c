//! What Python calls: the façade of the library, with bytes in and plain values out. The package in `python/rasoat` gives
//! them names; the interpreter is let go while a document is checked.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use rasoat::{CheckerBuilder, Compared, Edit, Error, Finding, Form, Location, Member, Reach, Related};

/// The error of the package for `error`.
fn raised(py: Python<'_>, error: &Error) -> PyErr {
    let made = || {
        let errors = py.import("rasoat._errors")?;
        match error {
            Error::Unreadable { reason, message, help, .. } => {
                errors.getattr("UnreadableError")?.call1((*reason, message, help))
            }
            Error::NotWritable(why) => errors.getattr("NotWritableError")?.call1((why,)),
            Error::Internal => errors.getattr("InternalError")?.call1((error.to_string(),)),
            _ => errors.getattr("SettingsError")?.call1((error.to_string(),)),
        }
    };
    made().map_or_else(|error| error, PyErr::from_value)
}

/// A checker.
#[pyclass(frozen, module = "rasoat._native")]
struct Checker(rasoat::Checker);

#[pymethods]
impl Checker {
    /// From settings as JSON.
    #[new]
    fn new(py: Python<'_>, settings: &str) -> PyResult<Self> {
        let builder: CheckerBuilder =
            serde_json::from_str(settings).map_err(|error| raised(py, &Error::Settings(vec![error.to_string()])))?;
        py.detach(|| builder.build()).map(Self).map_err(|error| raised(py, &error))
    }

    fn check(&self, py: Python<'_>, name: &str, data: &[u8]) -> PyResult<Report> {
        py.detach(|| self.0.check(name, data)).map(Report).map_err(|error| raised(py, &error))
    }

    fn annotate<'py>(&self, py: Python<'py>, name: &str, data: &[u8], reach: &str, at: &str) -> PyResult<Copied<'py>> {
        let reach = reached(py, reach)?;
        copied(py, py.detach(|| self.0.annotate(name, data, reach, at)))
    }

    fn fix<'py>(&self, py: Python<'py>, name: &str, data: &[u8], reach: &str, at: &str) -> PyResult<Copied<'py>> {
        let reach = reached(py, reach)?;
        copied(py, py.detach(|| self.0.fix(name, data, reach, at)))
    }

    fn compare<'py>(&self, py: Python<'py>, members: Vec<(String, Vec<u8>)>) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let compared = py.detach(|| {
            let read = |(name, bytes): (String, Vec<u8>)| Ok((name, Member::from_bytes(&bytes)?));
            let members: Vec<(String, Member)> = members.into_iter().map(read).collect::<Result<_, Error>>()?;
            Ok(self.0.compare(&members))
        });
        let compared = compared.map_err(|error: Error| raised(py, &error))?;
        compared.iter().map(|found| of_several(py, found)).collect()
    }
}

/// The bytes of a copy, its remarks and its fixes.
type Copied<'py> = (Bound<'py, PyBytes>, usize, usize);

fn copied(py: Python<'_>, copy: Result<rasoat::Copy, Error>) -> PyResult<Copied<'_>> {
    let copy = copy.map_err(|error| raised(py, &error))?;
    Ok((PyBytes::new(py, copy.bytes()), copy.remarks(), copy.fixes()))
}

fn reached(py: Python<'_>, name: &str) -> PyResult<Reach> {
    match name {
        "nothing" => Ok(Reach::Nothing),
        "safe" => Ok(Reach::Safe),
        "unsafe" => Ok(Reach::Unsafe),
        "suggestions" => Ok(Reach::Suggestions),
        _ => Err(raised(py, &Error::Settings(vec![format!("reach: {name}")]))),
    }
}

/// What a check gave.
#[pyclass(frozen, module = "rasoat._native")]
struct Report(rasoat::Report);

#[pymethods]
impl Report {
    fn findings<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyDict>>> {
        self.0.findings().map(|finding| found(py, &finding)).collect()
    }

    fn accepted<'py>(&self, py: Python<'py>) -> PyResult<Vec<(Bound<'py, PyDict>, String)>> {
        self.0.accepted().map(|(finding, reason)| Ok((found(py, &finding)?, reason.to_owned()))).collect()
    }

    fn not_checked(&self) -> Vec<(String, &'static str, &'static str)> {
        self.0.not_checked().map(|entry| (entry.rule().to_owned(), entry.reason(), entry.message())).collect()
    }

    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let document = self.0.document();
        let facts = PyDict::new(py);
        facts.set_item("format", document.format())?;
        facts.set_item("kind", document.kind())?;
        facts.set_item("number", document.number())?;
        facts.set_item("date", document.date())?;
        facts.set_item("place", document.place())?;
        facts.set_item("issuer", document.issuer())?;
        facts.set_item("parent", document.parent())?;
        facts.set_item("subject", document.subject())?;
        facts.set_item("signer", document.signer())?;
        Ok(facts)
    }

    fn profile(&self) -> Option<String> {
        self.0.profile().map(str::to_owned)
    }

    fn left_out(&self) -> usize {
        self.0.not_told()
    }

    fn render(&self, py: Python<'_>, form: &str) -> PyResult<String> {
        let form = match form {
            "text" => Form::Text,
            "concise" => Form::Concise,
            "json" => Form::Json,
            "sarif" => Form::Sarif,
            "html" => Form::Html,
            "markdown" => Form::Markdown,
            _ => return Err(raised(py, &Error::Settings(vec![format!("form: {form}")]))),
        };
        Ok(py.detach(|| self.0.render(form)))
    }

    /// What the file tells others, and its topics; what they are about as a number of a database, which has a sign.
    fn member<'py>(&self, py: Python<'py>) -> (Bound<'py, PyBytes>, Vec<(i64, Option<u32>)>) {
        let member = self.0.member();
        let topics = member.topics().map(|topic| (topic.about().cast_signed(), topic.says())).collect();
        (PyBytes::new(py, &member.to_bytes()), topics)
    }
}

fn found<'py>(py: Python<'py>, finding: &Finding<'_>) -> PyResult<Bound<'py, PyDict>> {
    let told = PyDict::new(py);
    told.set_item("rule", finding.rule())?;
    told.set_item("severity", finding.severity().name())?;
    told.set_item("tier", finding.tier())?;
    told.set_item("message", finding.message())?;
    told.set_item("help", finding.help())?;
    told.set_item("basis", finding.basis())?;
    told.set_item("quote", finding.quote())?;
    told.set_item("location", placed(&finding.location()))?;
    told.set_item("place", finding.place())?;
    told.set_item("section", finding.section())?;
    told.set_item("related", finding.related().map(|related| further(&related)).collect::<Vec<_>>())?;
    told.set_item("fingerprint", finding.fingerprint())?;
    let fix = finding.fix().map(|fix| (fix.applicability(), fix.edits().map(|edit| edited(&edit)).collect::<Vec<_>>()));
    told.set_item("fix", fix)?;
    Ok(told)
}

fn of_several<'py>(py: Python<'py>, found: &Compared) -> PyResult<Bound<'py, PyDict>> {
    let told = PyDict::new(py);
    told.set_item("name", found.name())?;
    told.set_item("rule", found.rule())?;
    told.set_item("severity", found.severity().name())?;
    told.set_item("message", found.message())?;
    told.set_item("help", found.help())?;
    told.set_item("quote", found.quote())?;
    told.set_item("location", placed(found.location()))?;
    told.set_item("section", found.section())?;
    told.set_item("related", found.related().iter().map(further).collect::<Vec<_>>())?;
    told.set_item("fingerprint", found.fingerprint())?;
    Ok(told)
}

/// Line, column, their ends, offset, length, part.
type Placed = (u32, u32, u32, u32, u32, u32, Option<String>);

fn placed(at: &Location) -> Placed {
    let part = at.part().map(str::to_owned);
    (at.line(), at.column(), at.end_line(), at.end_column(), at.offset(), at.length(), part)
}

fn further(related: &Related) -> (String, String, Option<String>, Placed) {
    let name = related.name().map(str::to_owned);
    (related.message().to_owned(), related.quote().to_owned(), name, placed(related.location()))
}

fn edited(edit: &Edit<'_>) -> (String, Placed, String) {
    (edit.quote().to_owned(), placed(&edit.location()), edit.replacement().to_owned())
}

/// The member with nothing but what it says of the topics `about`.
#[pyfunction]
fn only<'py>(py: Python<'py>, name: &str, member: &[u8], about: Vec<i64>) -> PyResult<Bound<'py, PyBytes>> {
    let member = Member::from_bytes(member).map_err(|error| raised(py, &error))?;
    let about: Vec<u64> = about.into_iter().map(i64::cast_unsigned).collect();
    Ok(PyBytes::new(py, &member.only(name, &about).to_bytes()))
}

/// Runs the program; gives its exit code.
#[pyfunction]
fn run(py: Python<'_>, arguments: Vec<std::ffi::OsString>) -> u8 {
    py.detach(|| rasoat::cli::run_as(arguments))
}

/// The module.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::{Checker, Report, only, run};

    #[pymodule_export]
    const VERSION: &str = rasoat::VERSION;
}
