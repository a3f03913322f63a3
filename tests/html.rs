//! Web pages written for the project, in the manners of real ones: what has to come out as text, and what must not.

use connote::document::{Document, Role};
use connote::reader::{Format, read};

struct Page {
    name: &'static str,
    title: &'static str,
    /// Paragraphs in this order.
    holds: &'static [&'static str],
    lacks: &'static [&'static str],
}

const PAGES: [Page; 4] = [
    Page {
        name: "news",
        title: "Harbour bridge reopens after two years of repairs",
        holds: &[
            "The harbour bridge opened to traffic on Wednesday, twenty-six months after floodwater washed away two of its piers.",
            "A long detour",
            "Residents of the old town were less pleased. “We had quiet streets for two years, and now the noise is back,” said Tom Baird, who runs a bakery near the ramp.",
            "A review of the warning system is due in the autumn.",
        ],
        lacks: &["cookies", "morning briefing", "crossed it twice", "Mayor to step down", "Harbour bridge reopens"],
    },
    Page {
        name: "quotes",
        title: "Minister answers critics of the dam",
        holds: &[
            "The water minister answered critics of the dam in a letter on Thursday, three days after the protest at the site.",
            "What we cannot do is wait another decade.",
            "The letter did not say which places. A spokesman called it “a matter for the ‘technical’ annex”, which is due next week.",
        ],
        lacks: &["Plain Record"],
    },
    Page {
        name: "div-soup",
        title: "Orchard growers ask for earlier frost warnings",
        holds: &[],
        lacks: &["Orchard growers ask for earlier frost warnings"],
    },
    Page { name: "old-layout", title: "Lighthouse to be sold", holds: &[], lacks: &["<"] },
];

fn page(name: &str) -> Document {
    let bytes =
        std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/html").join(name).with_extension("html")).expect("a fixture");
    read(name, &bytes, Format::Html).expect("a page")
}

#[test]
fn the_article_comes_out_and_what_stands_around_it_does_not() {
    for expected in &PAGES {
        let document = page(expected.name);
        let text = &document.text.content;
        assert_eq!(document.title.as_ref().map(|title| title.content.as_str()), Some(expected.title));
        let mut paragraphs = text.split("\n\n");
        for held in expected.holds {
            assert!(paragraphs.any(|paragraph| paragraph == *held), "{}: {held:?} is missing, or not in its place, in\n{text}", expected.name);
        }
        for lacked in expected.lacks {
            assert!(!text.contains(lacked), "{}: {lacked:?} is in\n{text}", expected.name);
        }
        assert!(text.split_whitespace().count() > 40, "{}: {text}", expected.name);
    }
}

#[test]
fn block_quotations_are_the_words_of_somebody_else() {
    let document = page("quotes");
    let quoted: Vec<&str> = document.text.regions_of(Role::BlockQuote).map(|span| span.of(&document.text.content)).collect();
    assert_eq!(
        quoted[0],
        "We have read every objection, and we have changed the plan in eleven places.\n\nWhat we cannot do is wait another decade."
    );
    assert!(quoted.iter().all(|quotation| !quotation.contains("The letter did not say")), "{quoted:?}");
}

#[test]
fn a_page_says_who_published_it_when_and_in_which_language() {
    let meta = page("news").meta;
    assert_eq!(meta.outlet.as_deref(), Some("The Tidewater Courier"));
    assert!(meta.date.is_some_and(|date| date.starts_with("2024-06-12")));
    assert_eq!(meta.language.as_deref(), Some("en-GB"));
}
