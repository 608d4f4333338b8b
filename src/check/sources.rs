//! The official documents are there, and are the ones that were recorded.

use sha2::{Digest, Sha256};

use crate::diagnostics::{Code, Diagnostic};
use crate::input::Snapshot;
use crate::memory::{Known, Memory};
use crate::parse::sources::SourceRecord;
use crate::text::Fingerprint;
use crate::text::nearest::Names;

/// Whether each source is there and unaltered, and what that depends on: the list, and the file; where there is none,
/// the names of those that are there.
pub fn check(sources: &Known<Vec<SourceRecord>>, snapshot: &Snapshot, memory: &mut Memory<Option<Diagnostic>>) -> Vec<Diagnostic> {
    let files = Names::new(snapshot.below("seeds").filter_map(|(path, _)| path.below("seeds")));
    let names = Fingerprint::of_all(files.all());
    let question = |number: usize, source: &SourceRecord| {
        let file = snapshot.get(&source.file).map_or(names, |file| file.fingerprint);
        sources.fingerprint().with_number(number).with(file)
    };
    let questions: Vec<_> = sources.iter().enumerate().map(|(number, source)| (question(number, source), source)).collect();
    memory.answers(&questions, |source| check_one(source, snapshot, &files)).into_iter().flatten().collect()
}

fn check_one(source: &SourceRecord, snapshot: &Snapshot, files: &Names) -> Option<Diagnostic> {
    let name = source.file.below("seeds").unwrap_or_default();
    let Some(file) = snapshot.get(&source.file) else {
        let diagnostic = Diagnostic::new(Code::SourceMissing, source.file_span.clone()).with("file", name);
        return Some(diagnostic.nearest(files.nearest(name)));
    };
    let found: String = Sha256::digest(&file.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    (found != source.sha256 && !source.sha256.is_empty()).then(|| {
        let diagnostic = Diagnostic::new(Code::SourceAltered, source.sha256_span.clone());
        diagnostic.with("file", name).with("found", found).with("recorded", &source.sha256)
    })
}
