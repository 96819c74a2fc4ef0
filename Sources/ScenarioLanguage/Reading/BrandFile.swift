import ScenarioKeys

/// The file of a demo's brand: whose firm it is shown to.
///
/// ```yaml
/// name: Harrow & Finch LLP
/// logo: logo.png
/// people: { ada: Grace Harrow, ben: Tom Finch }
/// ```
public struct BrandFile: Sendable {
    /// The firm's name.
    public private(set) var name: String?
    /// The picture's path, as it is written.
    public private(set) var logo: String?
    /// What the people of the stories are called, by their names in the stories.
    public private(set) var people: [String: String] = [:]

    /// What the file's keys mean.
    private static let keys = ["name", "logo", "people"]
    /// More characters than this are no name.
    private static let longestName = 80

    /// Reads a file's text.
    ///
    /// - Parameters:
    ///   - text: the file's text.
    ///   - path: what the file is called in messages.
    ///   - known: the names of people that stories have; another one is a mistake.
    /// - Returns: the brand, or the first mistake with its place.
    public static func read(_ text: String, path: String, known: Set<String>) -> Result<BrandFile, BrandMistake> {
        let source = Source(path: path, text: text)
        do throws(Complaint) {
            let tree = try TreeReader(source: source).read()
            guard case .map(let pairs) = tree.content else {
                throw Complaint(source.diagnostic(tree.place, "a brand is a map with the keys name, logo, people"))
            }
            var brand = BrandFile()
            for pair in pairs {
                switch pair.key {
                case "name": brand.name = try name(pair.value, in: source)
                case "logo": brand.logo = try name(pair.value, in: source)
                case "people":
                    for person in pair.value.pairs {
                        try check(person, among: known.sorted(), "no story has a person", in: source)
                        brand.people[person.key] = try name(person.value, in: source)
                    }
                    if case .map = pair.value.content { break }
                    throw Complaint(source.diagnostic(pair.value.place, "people is a map: { ada: Grace Harrow }"))
                default: try check(pair, among: keys, "a brand has no key", in: source)
                }
            }
            return .success(brand)
        } catch {
            return .failure(BrandMistake(diagnostic: error.diagnostic))
        }
    }

    private static func check(
        _ pair: Tree.Pair, among known: [String], _ words: String, in source: Source
    ) throws(Complaint) {
        guard !known.contains(pair.key) else { return }
        let hint = nearest(pair.key, among: known).map { "did you mean '\($0)'?" }
        throw Complaint(
            source.diagnostic(
                pair.keyPlace, "\(words) '\(pair.key)'",
                suggestion: hint ?? "there are: \(known.joined(separator: ", "))"))
    }

    private static func name(_ tree: Tree, in source: Source) throws(Complaint) -> String {
        guard let text = tree.text, !text.isEmpty, text.count <= longestName,
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else {
            throw Complaint(source.diagnostic(tree.place, "this is a text of 1 to \(longestName) characters"))
        }
        return text
    }
}

/// What is wrong with the file of a brand, and where.
public struct BrandMistake: Error {
    /// The mistake.
    public let diagnostic: Diagnostic
}
