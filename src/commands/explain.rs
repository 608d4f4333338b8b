//! `sotay explain CODE`: what a diagnostic means and how to mend it. Without a code: the list of all.

use super::{Exit, Session, complain, say};
use crate::diagnostics::{Code, explanation};
use crate::text::nearest::nearest;

/// Explains a code, or lists them.
pub fn run(session: &Session, name: Option<&str>) -> Exit {
    let messages = &session.messages;
    let Some(name) = name else {
        let codes: String = Code::ALL.iter().map(|code| format!("  {}\n", code.name())).collect();
        say(&format!("{}\n{codes}", messages.plain("explain-list")));
        return Exit::Fine;
    };
    match Code::of_name(name) {
        Some(code) => {
            say(&explanation(code, messages));
            Exit::Fine
        }
        None => {
            complain(&messages.get("explain-unknown", &[("code", name.to_owned())]));
            if let Some(near) = nearest(name, Code::ALL.iter().map(|code| code.name())) {
                complain(&messages.get("usage-did-you-mean", &[("nearest", near.to_owned())]));
            }
            Exit::Usage
        }
    }
}
