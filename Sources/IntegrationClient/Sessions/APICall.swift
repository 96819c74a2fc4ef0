/// One call of the API, before it is known with which token it goes out.
struct APICall: Sendable {
    /// How it is counted: `browse`, `download`.
    let kind: String
    var method = "GET"
    /// The path below the customer: `/libraries`.
    let path: String
    var headers: [(String, String)] = []
    /// The body's type; nil for no body.
    var contentType: String?
    var body: [UInt8] = []
    /// A body that is sent piece by piece.
    var upload: WireUpload?
    /// Who takes the response's body in piece by piece.
    var receiver: WireReceiver?

    init(_ kind: String, _ path: String, method: String = "GET") {
        self.kind = kind
        self.path = path
        self.method = method
    }
}
