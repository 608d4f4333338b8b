//! Targets: each turns the book into a finished tree of files. Nothing is written here.

pub mod archive;
pub mod epub;
mod policy;
pub mod scorm;
pub mod single;
pub mod site;

use crate::render::theme::Theme;
use crate::render::view::HandbookView;
use crate::settings::Settings;

/// Tells a theme's templates what is the same on every page.
fn share(theme: &mut Theme, settings: &Settings) {
    theme.share("handbook", &HandbookView::new(settings));
    let strings = theme.strings.clone();
    theme.share("strings", &strings);
    // Only a package for learning systems has something to say of itself.
    theme.share("package", &None::<()>);
}
