public import Rules

extension IntegrationClientRules {
    /// The readings of `uploadCheck`.
    public enum UploadCheck: String, SwitchReading {
        /// It refuses empty files, names without an extension, and search folders as a target.
        case early
        /// It sends what it is given, and the server decides.
        case off
    }

    /// Whether the client checks a file before it sends it.
    public static let uploadCheck = Switch<UploadCheck>(
        "client.upload_check", question: "Does O&D refuse a file that no work server takes before it sends anything?",
        readings: [
            .early: "It refuses empty files, names without an extension, and search folders as a target.",
            .off: "It sends what it is given, and the server decides.",
        ],
        probe: .none("it is about Office & Dragons, not about a server"))

    /// The readings of `throttling`.
    public enum Throttling: String, SwitchReading {
        /// It waits as long as the server asks, up to 30 s in all, and repeats what only reads.
        case waits
        /// It tells the person at once, with the time to wait.
        case told
    }

    /// What the client does where the server asks for fewer calls.
    public static let throttling = Switch<Throttling>(
        "client.throttled", question: "Does O&D wait where a server asks for fewer calls?",
        readings: [
            .waits: "It waits as long as the server asks, up to 30 s in all, and repeats what only reads.",
            .told: "It tells the person at once, with the time to wait.",
        ],
        probe: .none("it is about Office & Dragons, not about a server"))

    private static let drive = "iManage Drive help: Conflict resolution"

    /// Libraries and documents, once logged in.
    static let use: [Rule] = [
        Rule(
            "client.save.none", decides: "whether a save of the document has an unknown end",
            answer: "the failure not-found", serves: ["login.use", "G3"], evidence: .documented, source: article),
        Rule(
            "client.path.not-found", decides: "whether there is something of that name that the person may see",
            answer: "the failure not-found",
            serves: ["login.use/wrong-library", "F1", "F16", "F3", "login.use/no-rights"], evidence: .observed,
            source: "client code: what is not listed is not there"),
        Rule(
            "client.document.newer-version",
            decides: "whether somebody has saved since the person opened the document",
            answer: "the failure newer-version; nothing is locked or sent", serves: ["login.use/newer-version", "F6"],
            evidence: .documented, source: "iManage Drive help: Conflict resolution"),
        Rule(
            "client.document.in-trash", decides: "whether a document that is not there lies in the trash",
            answer: "the failure not-found, with the remedy to restore it", serves: ["login.use", "F12"],
            evidence: .documented, source: "iManage Control Center help: FAQ for Trash"),
        Rule(
            "client.download.checksum",
            decides: "whether what arrived is what the profile's checksum says, or its size where it has none",
            answer: "the failure checksum-mismatch; nothing is kept", serves: ["login.use", "G7"], evidence: .observed,
            source: "real profiles in public tests: checksum SHA256"),
        Rule(
            "client.upload.unreadable", decides: "whether the contents can be read to their end",
            answer: "the failure upload-refused; nothing is stored", serves: ["login.use", "G2"], evidence: .documented,
            source: "RFC 9112, section 8: a body shorter than its Content-Length is incomplete"),
        upload("empty", "whether the file has any contents", .documented, ["F10"], drive),
        upload("no-extension", "whether the file's name has an extension", .documented, ["F10"], drive),
        upload(
            "search-folder", "whether the target is a real folder and no search", .documented, ["F11"],
            "iManage Work help: documents"),
    ]

    private static func upload(
        _ what: String, _ decides: String, _ evidence: Evidence, _ serves: [String], _ source: String
    ) -> Rule {
        Rule(
            "client.upload.\(what)", decides: decides, answer: "the failure upload-refused; nothing is sent",
            serves: ["login.use"] + serves, evidence: evidence, source: source, switches: [uploadCheck.id])
    }
}
