//! Items become entries. What the rules of a lexicon ask for and the file does not say is filled in the same way for every entry, and said so at
//! the head of the file: nobody should take it for the work of an author.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

use super::{Format, ImportError, Imported, Item, Lost, Options, Parsed, Problem, SIZE_LIMIT, shortened, single_spaced};
use crate::authoring::written::{REJECTS, list, quoted, slug, unique};
use crate::authoring::{ExampleKind, Failure, check};
use crate::lexicon::pattern::FORM_LIMIT;
use crate::lexicon::{Case, Loaded, Polarity, Technique, WHY_LIMIT, builtin, digest, is_id, is_language};
use crate::tokenize::fold::{fold_keeping_case, fold_term};

/// What surrounds a form in its accept sentence, and what stands for its `*`. The first that holds is taken: a dictionary of common words may
/// have those of a sentence, and then the form stands alone.
const ACCEPTS: [(&str, &str, &str); 4] = [("They wrote ", " there.", ""), ("", ".", ""), ("They wrote ", " there.", "a"), ("", ".", "a")];

/// Where the items come from.
pub(super) struct Origin<'a> {
    pub(super) file: &'a str,
    pub(super) stem: &'a str,
    pub(super) format: Format,
    pub(super) bytes: &'a [u8],
    pub(super) options: &'a Options,
}

/// An entry to be.
struct Draft {
    item: usize,
    category: String,
    technique: String,
    id: String,
    /// Each with the number of its accept sentence.
    forms: Vec<(String, usize)>,
    /// Number of the reject sentence.
    reject: usize,
}

pub(super) fn build(origin: &Origin<'_>, parsed: Parsed) -> Result<Imported, ImportError> {
    let refuse = |problem: Problem| problem.of(origin.file);
    let id = lexicon_id(origin).map_err(refuse)?;
    if !is_language(&origin.options.language) {
        let found = format!("language {:?}", origin.options.language);
        return Err(refuse(Problem::new(None, found, "a BCP 47 tag such as \"en\"", "correct --language")).into());
    }
    let mut builder = Builder { origin, id, items: parsed.items, lost: parsed.lost };
    builder.check_neutral();
    let mut drafts = builder.drafts();
    builder.try_out(&mut drafts)?;
    builder.finish(&drafts)
}

/// The id asked for, or one made of the file's name that takes no built-in lexicon's place by accident.
fn lexicon_id(origin: &Origin<'_>) -> Result<String, Problem> {
    if let Some(id) = &origin.options.id {
        let expected = "small letters, digits and single hyphens";
        return if is_id(id) { Ok(id.clone()) } else { Err(Problem::new(None, format!("id {id:?}"), expected, "correct --id")) };
    }
    let id = slug(origin.stem, "imported");
    let taken = builtin::lexicons().iter().any(|loaded| loaded.lexicon().header.id == id);
    Ok(if taken { format!("{id}-import") } else { id })
}

/// The technique of a category: `x-` and its name in small letters; full stops stay between nested names.
fn technique_name(category: &str) -> String {
    let sign = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' };
    let name: String = category.to_lowercase().chars().map(sign).collect();
    let name = name.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    let name = name.strip_prefix("x-").unwrap_or(&name);
    format!("x-{}", if name.is_empty() { "category" } else { name })
}

struct Builder<'a> {
    origin: &'a Origin<'a>,
    id: String,
    items: Vec<Item>,
    lost: Vec<Lost>,
}

impl Builder<'_> {
    /// Braces in a neutral wording have a meaning: only `{forms}` is taken.
    fn check_neutral(&mut self) {
        for item in &mut self.items {
            let (kept, lost): (Vec<String>, Vec<String>) =
                std::mem::take(&mut item.neutral).into_iter().partition(|wording| !wording.replacen("{forms}", "", 1).contains(['{', '}']));
            item.neutral = kept;
            let reason = "a neutral wording with braces, which have a meaning in a lexicon";
            self.lost.extend(lost.into_iter().map(|what| Lost { line: item.line, what, reason: reason.to_owned() }));
        }
    }

    /// One draft per item and category, without the forms that a category has already.
    fn drafts(&mut self) -> Vec<Draft> {
        let mut techniques = Techniques::default();
        let mut ids = (HashSet::new(), HashMap::new());
        let mut seen: HashMap<(String, String), usize> = HashMap::new();
        let mut drafts = Vec::new();
        for (index, item) in self.items.iter().enumerate() {
            for category in &item.categories {
                let technique = techniques.of(category, item.techniques);
                let mut forms = Vec::new();
                for form in &item.forms {
                    let folded = if item.case == Case::Insensitive { fold_term(form) } else { fold_keeping_case(form) };
                    match seen.get(&(technique.clone(), folded.clone())) {
                        Some(line) => {
                            let reason = format!("line {line} has it already in the category {category:?}");
                            self.lost.push(Lost { line: item.line, what: form.clone(), reason });
                        }
                        None => {
                            seen.insert((technique.clone(), folded), item.line);
                            forms.push((form.clone(), 0));
                        }
                    }
                }
                for forms in forms.chunks(FORM_LIMIT) {
                    let id = unique(self.entry_id(item, category), &mut ids.0, &mut ids.1);
                    let (category, technique) = (category.clone(), technique.clone());
                    drafts.push(Draft { item: index, category, technique, id, forms: forms.to_vec(), reject: 0 });
                }
            }
        }
        drafts
    }

    fn entry_id(&self, item: &Item, category: &str) -> String {
        match &item.id {
            Some(id) if self.origin.format == Format::Csv && is_id(id) => id.clone(),
            Some(id) => format!("{}-{}", self.id, slug(id, "entry")),
            None => format!("{}-{}-{}", self.id, slug(category, "category"), slug(&item.term, "term")),
        }
    }

    /// Finds sentences that hold. A form for which there is none goes: it would never be a hit.
    fn try_out(&mut self, drafts: &mut Vec<Draft>) -> Result<(), ImportError> {
        loop {
            if drafts.is_empty() {
                return Err(self.nothing_left().of(self.origin.file).into());
            }
            let mut loaded = self.loaded(drafts)?;
            // One analyzer for all; beside fewer entries, as they will be tried where some are off, the same sentences hold.
            loaded.lexicon_mut().entries.iter_mut().for_each(|entry| entry.on_by_default = true);
            let dead = settle(&mut loaded, drafts)?;
            if dead.is_empty() {
                return Ok(());
            }
            self.bury(drafts, &dead);
        }
    }

    fn loaded(&self, drafts: &[Draft]) -> Result<Loaded, ImportError> {
        let toml = self.toml(drafts);
        if toml.len() > SIZE_LIMIT {
            let found = format!("{} entries, {} bytes as a lexicon", drafts.len(), toml.len());
            return Err(Problem::new(None, found, format!("at most {SIZE_LIMIT} bytes"), "split the dictionary").of(self.origin.file).into());
        }
        Ok(Loaded::from_toml(&format!("{}.toml", self.id), &toml)?)
    }

    fn nothing_left(&self) -> Problem {
        let first = self.lost.iter().min_by_key(|lost| lost.line);
        let reason = first.map(|lost| format!("; the first, on line {lost}")).unwrap_or_default();
        let found = format!("no term that a lexicon can carry ({} listed{reason})", self.lost.len());
        let advice = format!("is it a file of the format {}? See --format", self.origin.format.name());
        Problem::new(None, found, "at least one word or phrase", advice)
    }

    /// Takes forms out, and entries that have none left. `dead` is sorted; a form of `None` stands for all.
    fn bury(&mut self, drafts: &mut Vec<Draft>, dead: &[(usize, Option<usize>)]) {
        for &(index, form) in dead.iter().rev() {
            let draft = &mut drafts[index];
            let line = self.items[draft.item].line;
            let (forms, reason) = match form {
                Some(form) if form < draft.forms.len() => (
                    vec![draft.forms.remove(form)],
                    "it is not found in any sentence tried: another form of its category covers it, or it is no running text",
                ),
                Some(_) => continue,
                None => (std::mem::take(&mut draft.forms), "it is found in every sentence: too wide for an entry"),
            };
            self.lost.extend(forms.into_iter().map(|(what, _)| Lost { line, what, reason: reason.to_owned() }));
        }
        drafts.retain(|draft| !draft.forms.is_empty());
    }

    fn finish(mut self, drafts: &[Draft]) -> Result<Imported, ImportError> {
        self.lost.sort_by_key(|lost| lost.line);
        let mut categories: Vec<(String, String, usize)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for draft in drafts {
            let place = *places.entry(&draft.technique).or_insert(categories.len());
            match categories.get_mut(place) {
                Some(category) => category.2 += 1,
                None => categories.push((draft.category.clone(), draft.technique.clone(), 1)),
            }
        }
        let toml = self.head(drafts.len(), &categories) + &self.toml(drafts);
        if toml.len() > SIZE_LIMIT {
            let found = format!("a lexicon of {} bytes", toml.len());
            return Err(Problem::new(None, found, format!("at most {SIZE_LIMIT}"), "split the dictionary").of(self.origin.file).into());
        }
        let Self { origin, id, lost, .. } = self;
        Ok(Imported { format: origin.format, id, toml, entries: drafts.len(), categories, lost, warning: None })
    }

    /// What a reader of the file must know, as comments.
    fn head(&self, entries: usize, categories: &[(String, String, usize)]) -> String {
        let Origin { format, bytes, options, .. } = self.origin;
        let mut text = format!(
            "# Made by `connote lexicon import` from {:?} (format {}, SHA-256 {}) on {}.\n\
             # Filled in because the file does not say it, the same for every entry: `polarity` and `strength` where the file has none, `stance`,\n\
             # the example sentences, the publisher and the year of the source, the licence, the maintainers. An accept sentence shows only that the\n\
             # form is found, a reject sentence only that the entry is not found everywhere. Write your own, and correct the header.\n#\n\
             # {entries} entries in {} categories:\n",
            self.file_name(),
            format.name(),
            digest(bytes),
            options.today,
            categories.len(),
        );
        for (category, technique, count) in categories {
            let _ = writeln!(text, "#   {category:?} as {technique}: {count}");
        }
        let _ = writeln!(text, "#\n# Not carried: {}", self.lost.len());
        for lost in &self.lost {
            let _ = writeln!(text, "#   line {lost}");
        }
        text + "\n"
    }

    /// Without folders: where it lay on somebody's machine is nobody's business.
    fn file_name(&self) -> &str {
        self.origin.file.rsplit(['/', '\\']).next().unwrap_or(self.origin.file)
    }

    fn toml(&self, drafts: &[Draft]) -> String {
        let Origin { options, .. } = self.origin;
        let file = self.file_name();
        let year: String = options.today.chars().take_while(char::is_ascii_digit).collect();
        let mut text = format!(
            "[lexicon]\nid = {}\nversion = \"0.1.0\"\nschema = 1\ntitle = {}\nlanguage = {}\ntheme = \"general\"\nsides = [\"general\"]\n\
             license = \"LicenseRef-unknown\"\ndescription = {}\nmaintainers = [\"unknown\"]\nupdated = {}\n\n\
             [sources.file]\ntitle = {}\npublisher = \"not named in the file\"\nyear = {year}\nkind = \"study\"\nstance_default = \"contested\"\n",
            quoted(&self.id),
            quoted(&format!("Imported from {file}")),
            quoted(&options.language),
            quoted(&format!("The terms of the dictionary {file}, by category; made by connote lexicon import.")),
            quoted(&options.today),
            quoted(file),
        );
        for draft in drafts {
            self.entry(&mut text, draft);
        }
        text
    }

    fn entry(&self, text: &mut String, draft: &Draft) {
        let item = &self.items[draft.item];
        let (why, whole) = why(item, &draft.category, self.file_name());
        let notes: Vec<&str> = item.notes.iter().map(String::as_str).chain(whole).collect();
        let _ = write!(text, "\n[[entry]]\nid = {}\nterm = {}\n", quoted(&draft.id), quoted(&item.term));
        if draft.forms.len() != 1 || draft.forms[0].0 != item.term {
            let _ = writeln!(text, "forms = {}", list(draft.forms.iter().map(|(form, _)| form.clone())));
        }
        if item.case != Case::Insensitive {
            let _ = writeln!(text, "case = {}", if item.case == Case::Smart { "\"smart\"" } else { "\"sensitive\"" });
        }
        let _ = writeln!(text, "technique = {}\nserves = \"general\"", quoted(&draft.technique));
        let polarity = item.polarity.unwrap_or(Polarity::Neg).as_str();
        let _ = writeln!(text, "polarity = {}\nstrength = {}", quoted(polarity), item.strength.unwrap_or(1));
        if !item.on {
            text.push_str("default = false\n");
        }
        if item.neutral.is_empty() {
            text.push_str("omit = true\n");
        } else {
            let _ = writeln!(text, "neutral = {}", list(item.neutral.iter().cloned()));
        }
        let link = item.link.as_ref().map(|link| format!(", {}", single_spaced(link))).unwrap_or_default();
        let locator = quoted(&format!("line {}{link}", item.line));
        let _ = writeln!(text, "why = {}", quoted(&why));
        let _ = writeln!(text, "evidence = [{{ source = \"file\", kind = \"study\", stance = \"contested\", locator = {locator} }}]");
        let _ = writeln!(text, "accept = {}", list(draft.forms.iter().map(|(form, number)| accept(form, *number))));
        let _ = writeln!(text, "reject = [{}]", quoted(REJECTS[draft.reject]));
        if !notes.is_empty() {
            let _ = writeln!(text, "notes = {}", quoted(&single_spaced(&notes.join("; "))));
        }
    }
}

/// The techniques of categories, each of its own.
#[derive(Default)]
struct Techniques {
    of: HashMap<String, String>,
    taken: HashSet<String>,
    next: HashMap<String, usize>,
}

impl Techniques {
    /// A technique of ours stays itself where the file means it so; a category gets a name of its own. Capitals make no second category.
    fn of(&mut self, category: &str, may_be_ours: bool) -> String {
        if may_be_ours && Technique::try_from(category.to_owned()).is_ok() {
            return category.to_owned();
        }
        let key = category.to_lowercase();
        if let Some(technique) = self.of.get(&key) {
            return technique.clone();
        }
        let technique = unique(technique_name(category), &mut self.taken, &mut self.next);
        self.of.insert(key, technique.clone());
        technique
    }
}

/// Runs the examples and goes on to the next sentence where one does not hold. Gives what has none left, sorted.
fn settle(loaded: &mut Loaded, drafts: &mut [Draft]) -> Result<Vec<(usize, Option<usize>)>, ImportError> {
    loop {
        let failures = check(loaded)?;
        let mut dead: BTreeMap<(usize, usize), Option<usize>> = BTreeMap::new();
        let mut moved = false;
        for failure in &failures {
            let Failure { example, .. } = failure;
            let (draft, entry) = (&mut drafts[example.entry], &mut loaded.lexicon_mut().entries[example.entry]);
            match example.kind {
                ExampleKind::Reject if draft.reject + 1 < REJECTS.len() => {
                    draft.reject += 1;
                    entry.reject = vec![REJECTS[draft.reject].to_owned()];
                    moved = true;
                }
                ExampleKind::Reject => {
                    dead.insert((example.entry, usize::MAX), None);
                }
                ExampleKind::Accept => {
                    let form = example.number - 1;
                    let (pattern, number) = &mut draft.forms[form];
                    // Only a form with a star has sentences in which something stands for it.
                    let sentences = if pattern.contains('*') { ACCEPTS.len() } else { ACCEPTS.len() / 2 };
                    if *number + 1 < sentences {
                        *number += 1;
                        entry.accept[form] = accept(pattern, *number);
                        moved = true;
                    } else {
                        dead.insert((example.entry, form), Some(form));
                    }
                }
            }
        }
        if !moved {
            return Ok(dead.into_iter().map(|((entry, _), form)| (entry, form)).collect());
        }
    }
}

/// The accept sentence of this number for a form.
fn accept(form: &str, number: usize) -> String {
    let (before, after, star) = ACCEPTS[number.min(ACCEPTS.len() - 1)];
    format!("{before}[[{}]]{after}", form.replace('*', star))
}

/// The reason in the file, cut to the limit with the whole beside it; or that there is none.
fn why<'i>(item: &'i Item, category: &str, file: &str) -> (String, Option<&'i str>) {
    match item.why.as_deref().filter(|why| !why.is_empty()) {
        Some(why) => (shortened(why, WHY_LIMIT), (why.chars().count() > WHY_LIMIT).then_some(why)),
        None => (shortened(&format!("Listed under {:?} in {file}, which gives no reason.", shortened(category, 80)), WHY_LIMIT), None),
    }
}
