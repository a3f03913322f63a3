//! What the offsets of a gold file count, and whether they fit the text.

use crate::span::{Positions, Span};

/// What offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Offsets {
    /// Unicode code points, as Python does.
    #[default]
    CodePoints,
    /// Bytes of the text in UTF-8, as Rust and Go do.
    Bytes,
    /// UTF-16 code units, as JavaScript, Java and C# do.
    Utf16,
}

impl Offsets {
    const ALL: [Self; 3] = [Self::CodePoints, Self::Bytes, Self::Utf16];

    /// The name used on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CodePoints => "codepoints",
            Self::Bytes => "bytes",
            Self::Utf16 => "utf16",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Self::CodePoints => "code points",
            Self::Bytes => "bytes",
            Self::Utf16 => "UTF-16 units",
        }
    }
}

/// Turns the offsets of one text into bytes.
pub(super) struct Ruler<'a> {
    text: &'a str,
    positions: Positions<'a>,
    /// Where the characters of two UTF-16 units start, in such units.
    pairs: Vec<usize>,
}

impl<'a> Ruler<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut units = 0;
        let mut pairs = Vec::new();
        for character in text.chars() {
            if character.len_utf16() == 2 {
                pairs.push(units);
            }
            units += character.len_utf16();
        }
        Self { text, positions: Positions::new(text), pairs }
    }

    /// The span from `start` to `end`. Where it should hold certain words, says in which other unit it would.
    pub(super) fn span(&self, start: usize, end: usize, words: Option<(&str, &str)>, offsets: Offsets) -> Result<Span, String> {
        if start >= end {
            let found = if start == end { "is empty" } else { "ends before it starts" };
            return Err(format!("span {start} to {end} {found}; expected start before end; correct them"));
        }
        let span = self.bytes(start, end, offsets);
        match (span, words) {
            (Some(span), None) => Ok(span),
            (Some(span), Some((_, words))) if span.of(self.text) == words => Ok(span),
            (Some(span), Some((key, words))) => {
                let advice = self.advice(start, end, words, offsets).unwrap_or_else(|| "correct one of them".to_owned());
                Err(format!("span {start} to {end} holds {:?}; expected {words:?} as its `{key}` says; {advice}", span.of(self.text)))
            }
            (None, words) => {
                let advice = words.and_then(|(_, words)| self.advice(start, end, words, offsets)).unwrap_or_else(|| "correct them".to_owned());
                Err(format!("span {start} to {end} {}; expected offsets in {}; {advice}", self.misfit(end, offsets), offsets.in_words()))
            }
        }
    }

    /// The other unit in which the span holds the words.
    fn advice(&self, start: usize, end: usize, words: &str, offsets: Offsets) -> Option<String> {
        let fits = |other: &Offsets| *other != offsets && self.bytes(start, end, *other).is_some_and(|span| span.of(self.text) == words);
        let fitting = Offsets::ALL.into_iter().find(fits)?;
        Some(format!("counted in {} they fit: use --offsets {}", fitting.in_words(), fitting.as_str()))
    }

    fn misfit(&self, end: usize, offsets: Offsets) -> String {
        let length = self.length(offsets);
        if end > length {
            return format!("lies outside the text of {length} {}", offsets.in_words());
        }
        format!("cuts a character in two, counted in {}", offsets.in_words())
    }

    fn length(&self, offsets: Offsets) -> usize {
        match offsets {
            Offsets::CodePoints => self.positions.code_point(self.text.len()),
            Offsets::Bytes => self.text.len(),
            Offsets::Utf16 => self.positions.code_point(self.text.len()) + self.pairs.len(),
        }
    }

    fn bytes(&self, start: usize, end: usize, offsets: Offsets) -> Option<Span> {
        let byte = |position: usize| match offsets {
            Offsets::CodePoints => self.positions.byte(position),
            Offsets::Bytes => self.text.is_char_boundary(position).then_some(position),
            Offsets::Utf16 => self.positions.byte(self.code_point_of_utf16(position)?),
        };
        Some(Span::new(byte(start)?, byte(end)?))
    }

    /// The code point at a UTF-16 position; `None` between the halves of a pair.
    fn code_point_of_utf16(&self, position: usize) -> Option<usize> {
        let before = self.pairs.partition_point(|&pair| pair < position);
        let is_inside = before > 0 && self.pairs[before - 1] + 1 == position;
        (!is_inside).then(|| position - before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `𝄞` is 4 bytes and 2 UTF-16 units, `é` 2 bytes and 1 unit: "é𝄞 mob 𝄞 end".
    const TEXT: &str = "é𝄞 mob 𝄞 end";

    #[test]
    fn every_unit_leads_to_the_same_words() {
        let ruler = Ruler::new(TEXT);
        for (offsets, mob, end, length) in
            [(Offsets::CodePoints, (3, 6), (9, 12), 12), (Offsets::Bytes, (7, 10), (16, 19), 19), (Offsets::Utf16, (4, 7), (11, 14), 14)]
        {
            let words = |(from, to)| ruler.span(from, to, None, offsets).map(|span| span.of(TEXT));
            assert_eq!((words(mob), words(end)), (Ok("mob"), Ok("end")), "{offsets:?}");
            assert_eq!(ruler.length(offsets), length);
            assert!(words((length - 1, length)).is_ok() && words((length, length + 1)).is_err(), "{offsets:?}");
        }
    }

    #[test]
    fn what_does_not_fit_says_why_and_what_would() {
        let ruler = Ruler::new(TEXT);
        let refusal = |start, end, words, offsets| ruler.span(start, end, words, offsets).expect_err("does not fit");
        let hit = Some(("hit", "mob"));
        for (found, part) in [
            (refusal(3, 13, None, Offsets::CodePoints), "lies outside the text of 12 code points; expected offsets in code points; correct them"),
            (refusal(2, 2, None, Offsets::CodePoints), "span 2 to 2 is empty; expected start before end"),
            (refusal(6, 3, None, Offsets::CodePoints), "span 6 to 3 ends before it starts"),
            (refusal(1, 3, None, Offsets::Bytes), "cuts a character in two, counted in bytes"),
            (refusal(1, 2, None, Offsets::Utf16), "cuts a character in two, counted in UTF-16 units"),
            (
                refusal(7, 10, hit, Offsets::CodePoints),
                "holds \"𝄞 e\"; expected \"mob\" as its `hit` says; counted in bytes they fit: use --offsets bytes",
            ),
            (refusal(4, 7, hit, Offsets::CodePoints), "use --offsets utf16"),
            (refusal(3, 6, hit, Offsets::Utf16), "use --offsets codepoints"),
            (refusal(16, 19, Some(("hit", "end")), Offsets::CodePoints), "counted in bytes they fit: use --offsets bytes"),
            (refusal(9, 12, hit, Offsets::CodePoints), "holds \"end\"; expected \"mob\" as its `hit` says; correct one of them"),
        ] {
            assert!(found.contains(part), "{found}");
        }
    }
}
