//! Quotations: whose words a stretch of text is made of, as far as marks and block quotes tell.

use super::pairing::{Ends, Paired, pair};
use super::scare::Scares;
use crate::document::Role;
use crate::span::{Span, item_at};
use crate::tokenize::Layout;

/// What a quotation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuotationKind {
    /// Somebody else's words between marks.
    Quoted,
    /// A word or three that the article distances itself from.
    Scare,
    /// A block quotation.
    Block,
    /// The closing mark is missing: it reaches to the end of its sentence at most.
    Unclosed,
    /// The opening mark is missing: it reaches back to the beginning of its sentence at most.
    Unopened,
}

/// A quotation, outermost only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// From the first byte of the opening mark to the last of the closing one.
    pub span: Span,
    /// What it is.
    pub kind: QuotationKind,
}

/// The quotations of a field.
#[derive(Debug, Default)]
pub struct Quotations {
    /// Sorted and disjoint.
    pub found: Vec<Quotation>,
}

impl Quotations {
    /// Finds the quotations of a field.
    #[must_use]
    pub fn new(layout: &Layout<'_>) -> Self {
        let blocks = outermost(layout.field.regions_of(Role::BlockQuote).collect());
        let mut scares = Scares::new(layout);
        let mut found: Vec<Quotation> = pair(layout).into_iter().map(|paired| quotation(&mut scares, paired)).collect();
        if !blocks.is_empty() {
            // Marks inside blocks are not read, but a quotation around one may be: the block wins.
            found.retain(|quotation| !blocks.iter().any(|block| block.overlaps(quotation.span)));
            found.extend(blocks.iter().map(|&span| Quotation { span, kind: QuotationKind::Block }));
            found.sort_by_key(|quotation| quotation.span);
        }
        Self { found }
    }

    /// The quotation around a byte position.
    #[must_use]
    pub fn at(&self, position: usize) -> Option<&Quotation> {
        quotation_at(&self.found, position)
    }

    /// The byte position of the first quotation that lacks a mark.
    #[must_use]
    pub fn first_incomplete(&self) -> Option<usize> {
        let incomplete = |quotation: &&Quotation| matches!(quotation.kind, QuotationKind::Unclosed | QuotationKind::Unopened);
        self.found.iter().find(incomplete).map(|quotation| quotation.span.start)
    }
}

/// The one of the sorted, disjoint quotations around a byte position.
#[must_use]
pub fn quotation_at(quotations: &[Quotation], position: usize) -> Option<&Quotation> {
    item_at(quotations, position, |quotation| quotation.span)
}

fn quotation(scares: &mut Scares<'_>, paired: Paired) -> Quotation {
    let span = paired.span;
    let kind = match paired.ends {
        Ends::Both if scares.is_scare(span) => QuotationKind::Scare,
        Ends::Both => QuotationKind::Quoted,
        Ends::NoClosing => QuotationKind::Unclosed,
        Ends::NoOpening => QuotationKind::Unopened,
    };
    Quotation { span, kind }
}

/// Spans may nest or touch; the outermost ones, sorted and disjoint.
pub(super) fn outermost(mut blocks: Vec<Span>) -> Vec<Span> {
    blocks.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut kept: Vec<Span> = Vec::new();
    for block in blocks {
        match kept.last_mut() {
            Some(last) if block.start < last.end => last.end = last.end.max(block.end),
            _ => kept.push(block),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Field, FieldName};

    /// The text with each quotation in brackets and a letter for its kind.
    fn bracketed(text: &str) -> String {
        let field = Field::plain(text);
        let layout = Layout::new(FieldName::Text, &field, true);
        let mut shown = String::new();
        let mut at = 0;
        for quotation in &Quotations::new(&layout).found {
            let kind = match quotation.kind {
                QuotationKind::Quoted => 'Q',
                QuotationKind::Scare => 'S',
                QuotationKind::Block => 'B',
                QuotationKind::Unclosed | QuotationKind::Unopened => 'U',
            };
            shown += &text[at..quotation.span.start];
            shown += &format!("{kind}[{}]", quotation.span.of(text));
            at = quotation.span.end;
        }
        shown + &text[at..]
    }

    #[test]
    fn quotations_of_all_kinds() {
        let cases = [
            ("He said “yes to all of it” today.", "He said Q[“yes to all of it”] today."),
            ("He said \"yes to all of it\" today.", "He said Q[\"yes to all of it\"] today."),
            ("He said ‘yes to “all” of it’ today.", "He said Q[‘yes to “all” of it’] today."),
            ("He said 'it's players' day, yes' today.", "He said Q['it's players' day, yes'] today."),
            ("Er sagte „ja, das alles hier“ heute.", "Er sagte Q[„ja, das alles hier“] heute."),
            ("Il dit « oui, tout cela ici » hier.", "Il dit Q[« oui, tout cela ici »] hier."),
            ("“One two three four,” he said, “five six.”", "Q[“One two three four,”] he said, Q[“five six.”]"),
            ("The '90s and O'Neill's rock 'n' roll.", "The '90s and O'Neill's rock 'n' roll."),
            ("He is 6'2\" and the pipe 5\" wide.", "He is 6'2\" and the pipe 5\" wide."),
            ("The players' union and ‘tis the ’90s.", "The players' union and ‘tis the ’90s."),
            ("They call it a “special operation” here.", "They call it a Q[“special operation”] here."),
            ("The “special operation” went on.", "The S[“special operation”] went on."),
            ("The film “War and Peace” ran.", "The film Q[“War and Peace”] ran."),
            ("“Equally odd it is to us now,\" Doe said of the regime.", "Q[“Equally odd it is to us now,\"] Doe said of the regime."),
            ("He was known as “the engineer” there.", "He was known as Q[“the engineer”] there."),
            ("Jo “The Rock” Doe left for “Hamlet” in May.", "Jo Q[“The Rock”] Doe left for Q[“Hamlet”] in May."),
            ("The “People’s Council” met.", "The S[“People’s Council”] met."),
            ("»Wir gehen jetzt heim«, sagte er.", "Q[»Wir gehen jetzt heim«], sagte er."),
            ("‚Wir gehen jetzt heim‘, sagte er.", "Q[‚Wir gehen jetzt heim‘], sagte er."),
            ("„Idziemy teraz do domu”, powiedział.", "Q[„Idziemy teraz do domu”], powiedział."),
            ("”Wrongly turned all of it,“ he said.", "Q[”Wrongly turned all of it,“] he said."),
            ("``In old type it was,'' he said.", "Q[``In old type it was,''] he said."),
            ("`Half of it was in type', he said.", "Q[`Half of it was in type'], he said."),
            ("““Set twice it was,”” he said.", "Q[““Set twice it was,””] he said."),
            ("\"We go home now, \"he said.", "Q[\"We go home now, \"]he said."),
            ("“He told us “go home” and left,” she said.", "Q[“He told us “go home” and left,”] she said."),
            ("Run `if (s == \"x y z w\")` first.", "Run `if (s == \"x y z w\")` first."),
            ("\"They used 5\" nails in all,\" he said.", "Q[\"They used 5\" nails in all,\"] he said."),
            ("He said: 'Goin' home's what we do, and the dogs' bowl's full.'", "He said: Q['Goin' home's what we do, and the dogs' bowl's full.']"),
            ("Israel‘s plan, India\"s plan and the party (CCP)’s plan.", "Israel‘s plan, India\"s plan and the party (CCP)’s plan."),
            ("Then ‘Abbas brought the ‘Eid meal.", "Then ‘Abbas brought the ‘Eid meal."),
            (
                "â\u{80}\u{9C}We didnâ\u{80}\u{99}t go home,â\u{80}\u{9D} he said.",
                "Q[â\u{80}\u{9C}We didnâ\u{80}\u{99}t go home,â\u{80}\u{9D}] he said.",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(bracketed(text), expected);
        }
    }

    #[test]
    fn quotations_over_paragraphs_reopen() {
        let cases = [
            (
                "He said: “One two three four.\n\n“Five six seven eight.”\n\nThe end.",
                "He said: Q[“One two three four.]\n\nQ[“Five six seven eight.”]\n\nThe end.",
            ),
            // A statement whose paragraphs are not opened anew.
            (
                "He said: “One two three four.\n\nFive six seven.\n\nEight nine ten eleven.”\n\nThe end.",
                "He said: Q[“One two three four.\n\nFive six seven.\n\nEight nine ten eleven.”]\n\nThe end.",
            ),
            // Line breaks were lost.
            ("He said: “It is over. We go. “I stay here.” The end.", "He said: Q[“It is over. We go.] Q[“I stay here.”] The end."),
            ("He said: \"It is over. “We all stay here,” and left.", "He said: Q[\"It is over.] Q[“We all stay here,”] and left."),
            ("“It is over here,” he said.“We go home.”", "Q[“It is over here,”] he said.Q[“We go home.”]"),
            // Ended by a mark of another kind.
            (
                "He wrote: \"It is over. We go home.’ They went. “Yes yes yes yes.”",
                "He wrote: Q[\"It is over. We go home.’] They went. Q[“Yes yes yes yes.”]",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(bracketed(text), expected);
        }
    }

    #[test]
    fn a_lost_mark_reaches_to_the_end_of_its_sentence() {
        let cases = [
            (
                "He said “yes to it all. The regime fell. “No no no no,” she said.",
                "He said U[“yes to it all.] The regime fell. Q[“No no no no,”] she said.",
            ),
            ("He said \"yes to it. The regime fell.", "He said U[\"yes to it.] The regime fell."),
            ("It fell. Yes to it all,” he said. The end.", "It fell. U[Yes to it all,”] he said. The end."),
            ("“One. ‘Two three’ four. Five.", "U[“One.] S[‘Two three’] four. Five."),
            ("“Yes, he said. We go. “No no no no,” he said.", "U[“Yes, he said.] We go. Q[“No no no no,”] he said."),
            ("She called it a “power grab and left. It rained.", "She called it a U[“power grab and left.] It rained."),
            ("He left. We go home now,' she said. It rained.", "He left. U[We go home now,'] she said. It rained."),
            ("“One two three four,” he said. Five six,” he said.", "Q[“One two three four,”] he said. U[Five six,”] he said."),
        ];
        for (text, expected) in cases {
            assert_eq!(bracketed(text), expected);
        }
    }

    #[test]
    fn quotations_of_many_marks_are_in_order() {
        for marks in ["“", "”", "\"", "'", "«", "„ ‘ « \" “ ", "a“b ", "'a ", "“a. ‘b. «c. \"d. "] {
            let text = marks.repeat(10_000);
            let field = Field::plain(text.as_str());
            let layout = Layout::new(FieldName::Text, &field, true);
            let quotations = Quotations::new(&layout);
            assert!(quotations.found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{marks}");
        }
    }
}
