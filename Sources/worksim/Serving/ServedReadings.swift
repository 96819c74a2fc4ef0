import ArgumentParser
import Rules
import ScenarioLanguage
import ScenarioRunner

/// What a served server is to do where the real one is not known.
struct ServedReadings: ParsableArguments {
    @OptionGroup var like: LikeOption

    @Option(
        help: ArgumentHelp(
            "The reading of a switch, as `worksim rules` lists them; may be given again, and wins over --like.",
            valueName: "switch=reading"))
    var assume: [String] = []

    func validate() throws {
        for text in assume {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw ValidationError(
                    "--assume takes SWITCH=READING, such as oauth.refresh.rotation=new_old_revoked, not '\(text)'; "
                        + "`worksim rules` lists the switches")
            }
            let catalogue = RuleLedger.all.catalogue
            guard let question = catalogue.switch(parts[0]) else {
                let hint =
                    nearest(parts[0], among: catalogue.switches.map(\.id)).map { "; did you mean '\($0)'?" }
                    ?? "; `worksim rules` lists the switches"
                throw ValidationError("--assume: there is no switch '\(parts[0])'\(hint)")
            }
            guard question.values.contains(where: { $0.name == parts[1] }) else {
                throw ValidationError(
                    "--assume \(parts[0]): there is no reading '\(parts[1])'. Use one of "
                        + question.values.map(\.name).joined(separator: ", ") + ".")
            }
        }
    }

    /// The readings in force: those of a preset, then those that were observed, then those that are named.
    func readings(over preset: [String: String]) throws -> [String: String] {
        var readings = preset.merging(try like.readings()) { _, observed in observed }
        for text in assume {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2 { readings[parts[0]] = parts[1] }
        }
        return readings
    }
}
