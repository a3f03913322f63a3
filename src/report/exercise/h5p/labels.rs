//! The words on buttons and for screen readers: the name of each parameter, and its key in the texts of the exercise's language.

/// Mark the Words.
pub(super) const MARK_THE_WORDS: [(&str, &str); 15] = [
    ("checkAnswerButton", "check"),
    ("tryAgainButton", "retry"),
    ("showSolutionButton", "solution"),
    ("correctAnswer", "right"),
    ("incorrectAnswer", "wrong"),
    ("missedAnswer", "missed"),
    ("displaySolutionDescription", "solution_shown"),
    ("scoreBarLabel", "score_bar"),
    ("a11yFullTextLabel", "full_text"),
    ("a11yClickableTextLabel", "clickable"),
    ("a11ySolutionModeHeader", "solution_mode"),
    ("a11yCheckingHeader", "checking_mode"),
    ("a11yCheck", "say_check"),
    ("a11yShowSolution", "say_solution"),
    ("a11yRetry", "say_retry"),
];

/// Drag the Words.
pub(super) const DRAG_TEXT: [(&str, &str); 20] = [
    ("checkAnswer", "check"),
    ("tryAgain", "retry"),
    ("showSolution", "solution"),
    ("dropZoneIndex", "drop_index"),
    ("empty", "drop_empty"),
    ("contains", "drop_contains"),
    ("ariaDraggableIndex", "drag_index"),
    ("tipLabel", "tip"),
    ("correctText", "right"),
    ("incorrectText", "wrong"),
    ("resetDropTitle", "reset_title"),
    ("resetDropDescription", "reset_text"),
    ("grabbed", "grabbed"),
    ("cancelledDragging", "cancelled"),
    ("correctAnswer", "in_key"),
    ("feedbackHeader", "feedback"),
    ("scoreBarLabel", "score_bar"),
    ("a11yCheck", "say_check"),
    ("a11yShowSolution", "say_solution"),
    ("a11yRetry", "say_retry"),
];

/// Fill in the Blanks.
pub(super) const BLANKS: [(&str, &str); 16] = [
    ("showSolutions", "solution"),
    ("tryAgain", "retry"),
    ("checkAnswer", "check"),
    ("notFilledOut", "fill_all"),
    ("answerIsCorrect", "answer_right"),
    ("answerIsWrong", "answer_wrong"),
    ("answeredCorrectly", "right"),
    ("answeredIncorrectly", "wrong"),
    ("solutionLabel", "in_key"),
    ("inputLabel", "gap_index"),
    ("inputHasTipLabel", "tip_there"),
    ("tipLabel", "tip"),
    ("scoreBarLabel", "score_bar"),
    ("a11yCheck", "say_check"),
    ("a11yShowSolution", "say_solution"),
    ("a11yRetry", "say_retry"),
];

/// Multiple Choice.
pub(super) const MULTI_CHOICE: [(&str, &str); 15] = [
    ("checkAnswerButton", "check"),
    ("showSolutionButton", "solution"),
    ("tryAgainButton", "retry"),
    ("tipsLabel", "tip"),
    ("scoreBarLabel", "score_bar"),
    ("tipAvailable", "tip_there"),
    ("feedbackAvailable", "feedback_there"),
    ("wrongAnswer", "wrong"),
    ("correctAnswer", "right"),
    ("shouldCheck", "should_choose"),
    ("shouldNotCheck", "should_not"),
    ("noInput", "choose_first"),
    ("a11yCheck", "say_check"),
    ("a11yShowSolution", "say_solution"),
    ("a11yRetry", "say_retry"),
];

/// True/False.
pub(super) const TRUE_FALSE: [(&str, &str); 9] = [
    ("checkAnswer", "check"),
    ("showSolutionButton", "solution"),
    ("tryAgain", "retry"),
    ("wrongAnswerMessage", "wrong"),
    ("correctAnswerMessage", "right"),
    ("scoreBarLabel", "score_bar"),
    ("a11yCheck", "say_check"),
    ("a11yShowSolution", "say_solution"),
    ("a11yRetry", "say_retry"),
];
