//! Formats of school platforms and card programs.

use crate::cli::args::{ExerciseArgs, ExerciseFormat};
use crate::cli::exit::Stop;
use crate::cli::message;
use crate::exercise::Exercise;
use crate::exercise::texts::Texts;
use crate::report::exercise::anki::Separator;
use crate::report::exercise::{Written, anki, gift, h5p, moodle};

/// The file for a platform; says what it cannot carry.
///
/// # Errors
/// Nothing is left to ask.
pub(super) fn alone(format: ExerciseFormat, exercise: &Exercise, args: &ExerciseArgs) -> Result<Vec<u8>, Stop> {
    let (name, written) = written(format, exercise, args)?;
    if written.asked == 0 {
        let left: Vec<String> = written.left.iter().map(ToString::to_string).collect();
        return Err(Stop::Error(format!("{name}: nothing left to ask: {}; expected a type that it carries; add one by --type", left.join("; "))));
    }
    tell(name, &written, args);
    Ok(written.bytes)
}

/// The same as one of many files: name of the format, and nothing where nothing is left to ask.
pub(super) fn in_folder(format: ExerciseFormat, exercise: &Exercise, args: &ExerciseArgs) -> Result<(&'static str, Option<Vec<u8>>), Stop> {
    let (name, written) = written(format, exercise, args)?;
    tell(name, &written, args);
    Ok((name, (written.asked > 0).then_some(written.bytes)))
}

fn tell(name: &str, written: &Written, args: &ExerciseArgs) {
    if !args.output.quiet {
        written.left.iter().for_each(|left| message::note(&format!("not in {name}: {left}")));
    }
}

fn written(format: ExerciseFormat, exercise: &Exercise, args: &ExerciseArgs) -> Result<(&'static str, Written), Stop> {
    let texts = Texts::of(&exercise.language).map_err(Stop::error)?;
    Ok(match format {
        ExerciseFormat::MoodleXml => ("moodle-xml", moodle::moodle(exercise, &texts)?),
        ExerciseFormat::H5p => {
            let options = h5p::Options { head_only: args.h5p_head_only, question_set: args.h5p_question_set.into() };
            ("h5p", h5p::h5p(exercise, &texts, options)?)
        }
        ExerciseFormat::Anki => ("anki", anki::anki(exercise, &texts, separator(args))?),
        _ => ("gift", gift::gift(exercise, &texts)),
    })
}

/// Commas for .csv.
fn separator(args: &ExerciseArgs) -> Separator {
    let ending = args.output.output.as_ref().and_then(|path| path.extension());
    if ending.is_some_and(|ending| ending == "csv") { Separator::Comma } else { Separator::Tab }
}
