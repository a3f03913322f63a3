//! Pages for people: one self-contained HTML file each, which opens from a USB stick, asks nothing of any network, and prints.
//!
//! A page is a model and a template. The model is plain data made from the same rows as JSON, so that no number is worked out twice; the
//! template (in `templates/`, compiled in, escaping what it is given) only says where it stands. What shows a number carries the place of
//! that number in the JSON of the same run (`figure::Figure`), and a test holds the two together.
//!
//! `frame` is what all pages share: head, style, script, what the page was made with. To add a page: a template that extends
//! `layout.html`, a model with a `frame::Frame`, a function that fills it.

mod article;
mod articles;
mod cards;
mod charts;
mod concordance;
mod corpora;
mod evidence;
pub mod exercise;
mod figure;
mod filters;
mod forest;
mod frame;
mod group;
mod marked;
mod neutral;
mod pair;
mod shown;

pub use article::article;
pub use articles::Articles;
pub use concordance::Concordance;
pub use corpora::corpora;
pub use evidence::{FocusLines, LINES_OF_ITEM, LinesOfText};
pub use frame::Making;
pub use pair::pair;
