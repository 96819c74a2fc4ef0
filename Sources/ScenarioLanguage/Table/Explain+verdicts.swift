/// What a verdict of a run, or its blame, means, by its name in a report; nothing for another word.
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
    if topic == "blame" {
        return [
            """
            blame: Whom a failing run points at. scenario: the file expects what its own world does not lead to. \
            configuration: the world is set up so that a party rightly refuses. client and server: a party departs from what \
            is right; named where another party than WorkSim's own plays, since the same file then passes with right ones. \
            simulator: something that must always hold does not. A second line names the parties to look at where the client \
            or the server of the build was changed.
            """
        ]
    }
    return meanings[topic].map { ["verdict \(topic): \($0)"] } ?? []
}
