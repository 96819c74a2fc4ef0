import ScenarioLanguage
import ScenarioRunner

/// From one story, or one place in it, to another; and back.
extension Director {
    /// Whether there is something to undo.
    var canUndo: Bool { history.canUndo }
    /// Whether there is something to redo.
    var canRedo: Bool { history.canRedo }

    /// Takes the last thing back that was done, a step as well as a reset or another story.
    func undo() async { await travel { $0.undo() } }

    /// Does again what was undone.
    func redo() async { await travel { $0.redo() } }

    private func travel(_ move: (inout History) -> History.Place?) async {
        await turnstile.pass {
            guard let place = move(&history) else { return }
            aside = place.aside
            await rebuild(place.telling.scenario, place.telling.moments)
            changed(keeping: false)
        }
    }

    /// Begins the story anew.
    func reset() async {
        await turnstile.pass {
            await rebuild(scenario, [])
            changed()
        }
    }

    /// Goes back to where a moment had just ended; its actions are played on a fresh stage.
    func back(to count: Int) async {
        await turnstile.pass {
            guard (0...moments.count).contains(count) else { return }
            await rebuild(scenario, Array(moments.prefix(count)))
            changed()
        }
    }

    /// Begins another story.
    func tell(_ id: String) async {
        await turnstile.pass {
            guard let other = library.first(where: { $0.id == id }) else { return }
            aside = nil
            await rebuild(other, [])
            changed()
        }
    }

    /// Begins a story, or goes on in the one that is shown, until as many of its steps are played.
    func go(to step: Int, of id: String) async {
        await turnstile.pass {
            let stories = [scenario] + library
            guard let wanted = stories.first(where: { $0.id == id }) ?? stories.first(where: { $0.fileID == id }),
                (0...wanted.steps.count).contains(step)
            else { return }
            if wanted.id != scenario.id || position > step {
                aside = nil
                await rebuild(wanted, [])
            }
            while position < step {
                await playStep(position)
                progress.advance()
            }
            await followLast(isNewWorld: true)
            changed()
        }
    }

    /// Leaves the story for one in which something is broken, and plays that up to its repair.
    func breakSomething(_ id: String) async {
        await turnstile.pass {
            guard let other = library.first(where: { $0.id == id }),
                let stop = Breakage(of: other)?.end
            else { return }
            if aside == nil { aside = Telling(scenario: scenario, moments: moments) }
            await rebuild(other, [])
            while position < stop {
                await playStep(position)
                progress.advance()
            }
            await followLast(isNewWorld: true)
            changed()
        }
    }

    /// Goes back to the story that was left.
    func comeBack() async {
        await turnstile.pass {
            guard let left = aside else { return }
            aside = nil
            await rebuild(left.scenario, left.moments)
            changed()
        }
    }
}
