//! The question set: an introduction, the contents one after the other, the result.

use serde_json::{Value, json};

use super::super::html;
use super::{Content, QuestionSet};
use crate::exercise::Exercise;
use crate::exercise::texts::Texts;

/// Puts contents together.
pub(super) fn set(exercise: &Exercise, texts: &Texts, version: QuestionSet, contents: &[Content], uuids: &[String]) -> Content {
    let platform = |key: &str| texts.platform(key).to_owned();
    let params = json!({
        "introPage": {
            "showIntroPage": true,
            "title": html(&exercise.title),
            "introduction": introduction(exercise),
            "startButtonText": platform("start"),
        },
        "progressType": "textual",
        // Nobody fails an exercise whose key is arguable.
        "passPercentage": 0,
        "questions": contents.iter().zip(uuids).map(|(content, uuid)| question(exercise, content, uuid)).collect::<Vec<_>>(),
        "disableBackwardsNavigation": false,
        "randomQuestions": false,
        "endGame": {
            "showResultPage": true,
            "showSolutionButton": true,
            "showRetryButton": true,
            "noResultMessage": platform("finished"),
            "message": platform("result"),
            "scoreBarLabel": platform("set_score"),
            "overallFeedback": [{ "from": 0, "to": 100, "feedback": html(&exercise.sheet.arguable) }],
            "solutionButtonText": platform("solution"),
            "retryButtonText": platform("retry"),
            "finishButtonText": platform("finish"),
            "submitButtonText": platform("finish"),
            "showAnimations": false,
            "skippable": false,
            "skipButtonText": platform("next"),
        },
        "texts": {
            "prevButton": platform("previous"),
            "nextButton": platform("next"),
            "finishButton": platform("finish"),
            "submitButton": platform("finish"),
            "textualProgress": platform("progress"),
            "jumpToQuestion": platform("jump"),
            "questionLabel": platform("question"),
            "readSpeakerProgress": platform("progress"),
            "unansweredText": platform("unanswered"),
            "answeredText": platform("answered"),
            "currentQuestionText": platform("current"),
            "navigationLabel": platform("question"),
        },
        "override": { "checkButton": true },
    });
    Content { library: version.library(), title: exercise.title.clone(), params }
}

fn introduction(exercise: &Exercise) -> String {
    let sheet = &exercise.sheet;
    let sources = exercise.passages.iter().map(|passage| &passage.source_line);
    let lines = [&sheet.loaded, &sheet.charge, &sheet.quotations, &sheet.no_verdict].into_iter().chain(sources);
    lines.map(|line| format!("<p>{}</p>", html(line))).collect()
}

fn question(exercise: &Exercise, content: &Content, uuid: &str) -> Value {
    json!({
        "library": format!("{} 1.{}", content.library.name, content.library.minor),
        "params": content.params,
        "subContentId": uuid,
        "metadata": {
            "contentType": content.library.title,
            "license": "U",
            "title": content.title,
            "defaultLanguage": exercise.language,
        },
    })
}
