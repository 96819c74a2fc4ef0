import Markup

/// A conformance result as a small picture for a README: the profile on the left, the result on the right.
struct ConformanceBadge {
    private let conformance: Conformance

    init(_ conformance: Conformance) { self.conformance = conformance }

    /// The picture.
    var svg: HTML {
        let profile = "WorkSim \(conformance.profile.name) \(conformance.profile.version)"
        let result = conformance.conforms ? "conforms" : "does not conform"
        let (left, right) = (Self.width(of: profile), Self.width(of: result))
        let color = conformance.conforms ? "#17693e" : "#b3261e"
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(left + right)" height="20" role="img" \
            aria-label="\(profile): \(result)">
            <title>\(VisibleText(line: conformance.clientText).description) \(conformance.sentence)</title>
            <rect width="\(left)" height="20" fill="#3a4250"/>
            <rect x="\(left)" width="\(right)" height="20" fill="\(color)"/>
            <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
            <text x="\(left / 2)" y="14">\(profile)</text>
            <text x="\(left + right / 2)" y="14">\(result)</text>
            </g>
            </svg>

            """
    }

    /// Room for a text of eleven points in a wide sans-serif face.
    private static func width(of text: String) -> Int { text.count * 7 + 12 }
}
