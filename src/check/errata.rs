//! Errata name a listed source, and their wrong words stand at their line, once.

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::Parsed;
use crate::parse::errata::Erratum;
use crate::text::Fingerprint;
use crate::text::nearest::Names;

/// What that depends on: the lists and the texts.
pub fn question(parsed: &Parsed) -> Fingerprint {
    let lists = parsed.errata.fingerprint().with(parsed.sources.fingerprint());
    lists.with(Fingerprint::of_all(parsed.texts.iter().map(|text| text.as_ref().map(|text| text.fingerprint()))))
}

/// Everything wrong with the errata.
pub fn check(parsed: &Parsed, keys: &Names) -> Vec<Diagnostic> {
    parsed.errata.iter().filter_map(|erratum| check_one(erratum, parsed, keys)).collect()
}

fn check_one(erratum: &Erratum, parsed: &Parsed, keys: &Names) -> Option<Diagnostic> {
    let report = |code| Diagnostic::new(code, erratum.span.clone()).with("source", &erratum.source).with("line", erratum.line.to_string());
    let Some(source) = keys.place(&erratum.source) else {
        let unknown = Diagnostic { span: erratum.source_span.clone(), ..report(Code::ErratumSource) };
        return Some(unknown.nearest(keys.nearest(&erratum.source)));
    };
    let text = parsed.texts[source].as_ref()?;
    let line = text.source.line(erratum.line);
    match line.matches(&erratum.wrong).count() {
        0 => Some(report(Code::ErratumNotThere).with("wrong", &erratum.wrong).with("text", line)),
        1 => None,
        _ => Some(report(Code::ErratumTwice).with("wrong", &erratum.wrong)),
    }
}
