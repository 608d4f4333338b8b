//! The editor's command, `code -g {file}:{line}`: split into words once, at the start, and filled in for a place. No
//! shell ever sees it. Starting it is the work of the command `serve`.

use std::path::Path;

/// A command that opens a file at a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    words: Vec<String>,
}

impl Editor {
    /// The command as written: words between spaces; quotation marks of either kind hold a word together. `None` where
    /// there is no word or a quotation mark is open.
    pub fn new(written: &str) -> Option<Self> {
        let mut words = Vec::new();
        let mut word: Option<String> = None;
        let mut quoted: Option<char> = None;
        for c in written.chars() {
            match quoted {
                Some(mark) if c == mark => quoted = None,
                None if c == '"' || c == '\'' => {
                    quoted = Some(c);
                    word.get_or_insert_default();
                }
                None if c.is_whitespace() => words.extend(word.take()),
                _ => word.get_or_insert_default().push(c),
            }
        }
        words.extend(word);
        (quoted.is_none() && words.first().is_some_and(|program| !program.is_empty())).then_some(Self { words })
    }

    /// The program and its arguments for a place. A command that does not say where the file goes gets it at its end.
    pub fn command(&self, file: &Path, line: usize) -> (String, Vec<String>) {
        let file = file.to_string_lossy();
        let line = line.to_string();
        // One pass over each word: a file named `{line}` stays what it is.
        let filled = |word: &String| {
            let pieces = word.split("{file}").map(|piece| piece.replace("{line}", &line));
            pieces.collect::<Vec<_>>().join(&file)
        };
        let mut arguments: Vec<String> = self.words[1..].iter().map(filled).collect();
        if !self.words.iter().any(|word| word.contains("{file}")) {
            arguments.push(file.into_owned());
        }
        (self.words[0].clone(), arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_split_once_and_filled_without_a_shell() {
        let cases: [(&str, &[&str]); 5] = [
            ("code -g {file}:{line}", &["code", "-g", "/s/a b;{line}.md:7"]),
            ("  vim  +{line}  {file} ", &["vim", "+7", "/s/a b;{line}.md"]),
            ("'/opt/my editor/ed' --at \"{line} {file}\"", &["/opt/my editor/ed", "--at", "7 /s/a b;{line}.md"]),
            ("gedit", &["gedit", "/s/a b;{line}.md"]),
            ("ed '' $(rm) `x` {file}", &["ed", "", "$(rm)", "`x`", "/s/a b;{line}.md"]),
        ];
        for (written, expected) in cases {
            let (program, arguments) = Editor::new(written).unwrap().command(Path::new("/s/a b;{line}.md"), 7);
            assert_eq!(std::iter::once(program).chain(arguments).collect::<Vec<_>>(), expected, "{written}");
        }
        for written in ["", "  ", "code \"-g", "'' x"] {
            assert_eq!(Editor::new(written), None, "{written}");
        }
    }
}
