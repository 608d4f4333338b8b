//! `sotay schema NAME`: the JSON Schema (draft 2020-12) of a file format, for editors that check YAML while it is
//! typed.

use super::{Exit, Session, complain, say};

/// Each schema by its name.
pub const SCHEMAS: [(&str, &str); 7] = [
    ("handbook", include_str!("../schemas/handbook.json")),
    ("front-matter", include_str!("../schemas/front-matter.json")),
    ("quiz", include_str!("../schemas/quiz.json")),
    ("sources", include_str!("../schemas/sources.json")),
    ("errata", include_str!("../schemas/errata.json")),
    ("glossary", include_str!("../schemas/glossary.json")),
    ("slip", include_str!("../schemas/slip.json")),
];

/// Prints a schema, or the names of all.
pub fn run(session: &Session, name: Option<&str>) -> Exit {
    let known: Vec<&str> = SCHEMAS.iter().map(|(name, _)| *name).collect();
    let Some(name) = name else {
        say(&format!("{}\n", known.join("\n")));
        return Exit::Fine;
    };
    match SCHEMAS.iter().find(|(known, _)| *known == name) {
        Some((_, schema)) => {
            say(schema);
            Exit::Fine
        }
        None => {
            let facts = [("name", name.to_owned()), ("known", known.join(", "))];
            complain(&session.messages.get("schema-unknown", &facts));
            Exit::Usage
        }
    }
}
