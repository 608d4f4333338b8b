//! The list of files that sotay wrote into an output folder. Only what stands in it is ever removed.

use std::collections::BTreeSet;

/// The name of the manifest in the output folder.
pub const MANIFEST: &str = ".sotay-manifest";

const HEADER: &str = "sotay-manifest 1";

/// The manifest of an output with these paths.
pub fn write<'a>(paths: impl Iterator<Item = &'a String>) -> String {
    let mut text = format!("{HEADER}\n");
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    text
}

/// The paths that a manifest names; `None` for a text that is no manifest.
pub fn read(text: &str) -> Option<BTreeSet<String>> {
    let mut lines = text.lines();
    (lines.next()? == HEADER).then(|| lines.map(str::to_owned).collect())
}
