//! Understands each file on its own: Markdown to a tree of our own, YAML to typed values, front matter, fences and
//! quizzes. What a file means beside others (links, citations) is not asked here.

pub mod chart;
pub mod front_matter;
pub mod glossary;
pub mod markdown;
mod inline;
pub mod placed;
pub mod points;
pub mod quiz;
pub mod sources;
pub mod tree;
pub mod yaml;
