/// What a verdict of a run means, by its name in a report; nothing for another word.
func verdicts(_ topic: String) -> [String] {
    let meanings = [
        "pass": "Every step went as it was expected, and each refusal came from the rule that was expected.",
        "fail": "A step did not go as it was expected: look at the first red step and at the rule that decided.",
        "vacuous": """
        A refusal was expected and came, and the rule that was to decide it did not: the test would be green without what \
        it tests. Name the right rule in 'because', or set the world up so that this rule decides.
        """,
        "error": "The scenario could not be played: something in the file, or of this machine, has to be fixed first.",
    ]
    return meanings[topic].map { ["verdict \(topic): \($0)"] } ?? []
}
