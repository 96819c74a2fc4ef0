/// Finds the passwords that programs take by a letter: `sshpass -p value`, `mysql -pvalue`, `net use … /user:ada value`.
struct CommandScanner {
    /// How a program is given its password.
    private enum Form {
        /// The next argument.
        case next(StaticString)
        /// The rest of the argument.
        case attached(StaticString)
        /// Behind the name of the user in the next argument.
        case behindUser(StaticString, mark: UInt8)
        /// `name/password@database` in any argument.
        case logIn
    }

    private static let programs: [(name: StaticString, forms: [Form])] = [
        ("sshpass", [.next("-p"), .attached("-p")]), ("mysql", [.attached("-p")]), ("mysqldump", [.attached("-p")]),
        ("mysqladmin", [.attached("-p")]), ("mariadb", [.attached("-p")]), ("mariadb-dump", [.attached("-p")]),
        ("sqlcmd", [.next("-P"), .attached("-P")]), ("osql", [.next("-P"), .attached("-P")]),
        ("bcp", [.next("-P"), .attached("-P")]), ("ldapsearch", [.next("-w")]), ("ldapmodify", [.next("-w")]),
        ("ldapadd", [.next("-w")]), ("ldapdelete", [.next("-w")]), ("ldapwhoami", [.next("-w")]),
        ("ldappasswd", [.next("-w"), .next("-s")]), ("redis-cli", [.next("-a")]), ("mongosh", [.next("-p")]),
        ("mongo", [.next("-p")]), ("mongodump", [.next("-p")]), ("docker login", [.next("-p")]),
        ("podman login", [.next("-p")]), ("psexec", [.next("-p")]), ("unzip", [.next("-P")]), ("zip", [.next("-P")]),
        ("7z", [.attached("-p")]), ("smbclient", [.behindUser("-U", mark: 0x25)]), ("sqlplus", [.logIn]),
    ]
    /// Whether a program's name may begin with a byte.
    private static let initials: [Bool] = {
        let bytes = Set(programs.map { $0.name.utf8Start.pointee } + Array("ne".utf8))
        return (0...255).map { bytes.contains($0) }
    }()

    private let text: ByteText
    private var found: [FoundSecret] = []
    /// Where the last command ends.
    private var end = 0

    static func secrets(in text: ByteText) -> [FoundSecret] {
        var scanner = CommandScanner(text: text)
        scanner.scan()
        return scanner.found
    }

    private init(text: ByteText) {
        self.text = text
    }

    private mutating func scan() {
        for place in text.bytes.withUnsafeBufferPointer(Self.places) where place >= end {
            if let behind = command(at: place) { end = behind }
        }
    }

    /// Where words begin that may be a program's name.
    private static func places(in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
        initials.withUnsafeBufferPointer { initials in
            bytes.indices.filter { place in
                guard initials[Int(bytes[place])] else { return false }
                return place == 0 || !ByteText.isWord(bytes[place - 1]) && bytes[place - 1] != 0x2D
            }
        }
    }

    /// Notes the passwords of the command that begins at a place; the end of its arguments.
    private mutating func command(at place: Int) -> Int? {
        if text.isExactly("net use ", at: place) { return share(at: place + 8) }
        if text.isExactly("echo ", at: place) { return piped(at: place + 5) }
        for (name, forms) in Self.programs where text.isExactly(name, at: place) {
            var end = place + name.utf8CodeUnitCount
            if text.isExactly(".exe", at: end) { end += 4 }
            guard ByteText.isBlank(text[at: end]) else { continue }
            let arguments = arguments(from: end)
            for (index, argument) in arguments.enumerated() {
                let next = index + 1 < arguments.count ? arguments[index + 1] : nil
                for form in forms { note(form, argument, next) }
            }
            return arguments.last?.upperBound ?? end
        }
        return nil
    }

    private mutating func note(_ form: Form, _ argument: Range<Int>, _ next: Range<Int>?) {
        switch form {
        case .next(let option):
            guard text.isExactly(option, at: argument.lowerBound), argument.count == option.utf8CodeUnitCount,
                let next
            else { return }
            add(next)
        case .attached(let option):
            guard text.isExactly(option, at: argument.lowerBound), argument.count > option.utf8CodeUnitCount + 2,
                text[at: argument.lowerBound - 1] != 0x2D
            else { return }
            let start = argument.lowerBound + option.utf8CodeUnitCount
            let quote = text.quote(at: start)
            add(quote > 0 ? text.quoted(at: start, length: quote) : start..<argument.upperBound)
        case .logIn:
            if let secret = OracleLogIn.password(at: argument.lowerBound, in: text) { found.append(secret) }
        case .behindUser(let option, let mark):
            guard text.isExactly(option, at: argument.lowerBound), argument.count == option.utf8CodeUnitCount, let next,
                let sign = text.bytes[next].firstIndex(of: mark)
            else { return }
            add(sign + 1..<next.upperBound)
        }
    }

    /// `net use Z: \\server\share password /user:ada`, or the password behind the user.
    private mutating func share(at start: Int) -> Int {
        let arguments = arguments(from: start)
        guard arguments.contains(where: { text.holds("/user:", at: $0.lowerBound) }) else { return start }
        for argument in arguments where text[at: argument.lowerBound] != 0x2F {
            let value = text.bytes[argument]
            guard value.first != 0x5C, value.last != 0x3A, value.first != 0x2A else { continue }
            add(argument)
        }
        return arguments.last?.upperBound ?? start
    }

    /// `echo value | program --password-stdin`.
    private mutating func piped(at start: Int) -> Int? {
        let end = text.lineEnd(from: start)
        guard let bar = text.bytes[start..<min(end, start + 400)].firstIndex(of: 0x7C),
            text.string(bar..<min(end, bar + 400)).contains("password-stdin"), let value = arguments(from: start).first
        else { return nil }
        add(value)
        return end
    }

    /// The arguments on a line, without their quotation marks, to where another command begins.
    private func arguments(from start: Int) -> [Range<Int>] {
        var arguments: [Range<Int>] = []
        var place = text.skippingBlanks(from: start)
        while place < text.count, arguments.count < 60, place - start < 4_096 {
            let byte = text.bytes[place]
            if ByteText.isLineEnd(byte) || [0x7C, 0x3B, 0x26, 0x3C, 0x3E].contains(byte) { break }
            let quote = byte == 0x22 || byte == 0x27 ? 1 : 0
            var end = place + quote
            if quote > 0 {
                end = text.quoted(at: place, length: 1).upperBound
                arguments.append(place + 1..<max(end, place + 1))
            } else {
                while end < text.count, text.bytes[end] > 0x20, text.bytes[end] != 0x7C, text.bytes[end] != 0x3B {
                    end += 1
                }
                arguments.append(place..<end)
            }
            place = text.skippingBlanks(from: max(end + quote, place + 1))
        }
        return arguments
    }

    private mutating func add(_ value: Range<Int>) {
        guard SecretShape.isSecret(text.bytes[value], .password, isOpen: false), text[at: value.lowerBound] != 0x2D
        else { return }
        found.append(FoundSecret(range: value, kind: .password))
    }
}

/// `name/password@database`, as Oracle's programs and drivers take it.
enum OracleLogIn {
    /// The password of the log-in that stands at `place`.
    static func password(at place: Int, in text: ByteText) -> FoundSecret? {
        var end = place
        while ByteText.isWord(text[at: end]) || [0x24, 0x2E].contains(text[at: end]) { end += 1 }
        guard end > place, text[at: end] == 0x2F else { return nil }
        let start = end + 1
        end = start
        while text[at: end] > 0x20, ![0x22, 0x27, 0x40].contains(text[at: end]) { end += 1 }
        guard start < end, text[at: end] == 0x40,
            SecretShape.isSecret(text.bytes[start..<end], .password, isOpen: false)
        else { return nil }
        return FoundSecret(range: start..<end, kind: .password)
    }
}

/// `-u name:password` and `--user name:password`, as curl takes them.
enum UserOption {
    /// The password of the option that stands at `place`.
    static func password(at place: Int, in text: ByteText) -> FoundSecret? {
        guard [0, 0x20, 0x09, 0x0A, 0x0D, 0x22, 0x27, 0x28].contains(text[at: place - 1]) else { return nil }
        let options: [StaticString] = ["--proxy-user", "--user", "-u", "-U"]
        guard let option = options.first(where: { text.holds($0, at: place) }) else { return nil }
        let behind = place + option.utf8CodeUnitCount
        // `--user-agent` is another option.
        guard option.utf8CodeUnitCount == 2 || [0x20, 0x09, 0x3D].contains(text[at: behind]) else { return nil }
        let start = text.skippingBlanks(from: text[at: behind] == 0x3D ? behind + 1 : behind)
        let quote = text.quote(at: start)
        var end = start
        while end < text.count, text.bytes[end] > 0x20, text.bytes[end] != 0x22, text.bytes[end] != 0x27 { end += 1 }
        let value = quote > 0 ? text.quoted(at: start, length: quote) : start..<end
        guard let colon = text.bytes[value].firstIndex(of: 0x3A), !text.holds("://", at: colon),
            colon + 1 < value.upperBound,
            SecretShape.isSecret(text.bytes[(colon + 1)..<value.upperBound], .password, isOpen: false)
        else { return nil }
        return FoundSecret(range: (colon + 1)..<value.upperBound, kind: .password)
    }
}
