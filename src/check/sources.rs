//! The official documents are there, and are the ones that were recorded.

use sha2::{Digest, Sha256};

use crate::diagnostics::{Code, Diagnostic};
use crate::input::Snapshot;
use crate::memory::Known;
use crate::parse::sources::SourceRecord;
use crate::text::Fingerprint;
use crate::text::nearest::nearest;

/// What that depends on: the list, and every file that stands beside it.
pub fn question(sources: &Known<Vec<SourceRecord>>, snapshot: &Snapshot) -> Fingerprint {
    let files = snapshot.below("seeds").map(|(path, file)| (path, file.fingerprint));
    sources.fingerprint().with(Fingerprint::of_all(files))
}

/// Sources whose file is missing or altered.
pub fn check(sources: &[SourceRecord], snapshot: &Snapshot) -> Vec<Diagnostic> {
    sources.iter().filter_map(|source| check_one(source, snapshot)).collect()
}

fn check_one(source: &SourceRecord, snapshot: &Snapshot) -> Option<Diagnostic> {
    let name = source.file.below("seeds").unwrap_or_default();
    let Some(file) = snapshot.files.get(&source.file) else {
        let files = snapshot.below("seeds").filter_map(|(path, _)| path.below("seeds"));
        let diagnostic = Diagnostic::new(Code::SourceMissing, source.file_span.clone()).with("file", name);
        return Some(diagnostic.nearest(nearest(name, files)));
    };
    let found: String = Sha256::digest(&file.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    (found != source.sha256 && !source.sha256.is_empty()).then(|| {
        let diagnostic = Diagnostic::new(Code::SourceAltered, source.sha256_span.clone());
        diagnostic.with("file", name).with("found", found).with("recorded", &source.sha256)
    })
}
