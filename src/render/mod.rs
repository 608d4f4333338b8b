//! Turns the book into HTML: page bodies, quizzes, charts, highlighted code, and the plain data that templates
//! receive. What differs between a site, one file and paper is a small value, [`style::Style`].

pub mod at;
pub mod body;
pub mod chapter;
pub mod chart;
mod code;
mod data;
pub mod final_test;
mod glossary;
pub mod html;
pub mod late;
pub mod outline;
mod part;
pub mod quiz;
mod raw_html;
pub mod shared;
mod slim;
pub mod sources;
pub mod special;
pub mod strings;
pub mod style;
pub mod theme;
pub mod view;
