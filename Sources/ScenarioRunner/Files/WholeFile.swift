public import Foundation
import Synchronization

/// Writes files that are whole or not there: under another name in the same folder first, then renamed.
public enum WholeFile {
    /// Who may read a file.
    public enum Readers: Sendable {
        /// Everybody, as far as the process' mask allows.
        case everybody
        /// Its owner alone, from the first moment.
        case owner
    }

    /// Writes a file; whatever was there stays as it was until the new contents are on the disk.
    ///
    /// A symbolic link goes on pointing where it points; a device or a pipe is written to directly.
    ///
    /// - Throws: what the machine refused; the file is then as before.
    public static func write(
        _ data: Data, to path: String, for readers: Readers = .everybody, overwriting: Bool = true
    ) throws(MachineError) {
        let draft = try Draft(data, for: path, readers)
        try draft.keep(overwriting: overwriting)
    }

    /// Writes several files into a folder: none gets its name before all are on the disk.
    ///
    /// - Throws: what the machine refused first.
    public static func write(_ files: [(name: String, data: Data)], into folder: String) throws(MachineError) {
        var drafts: [Draft] = []
        for file in files {
            do {
                drafts.append(try Draft(file.data, for: "\(folder)/\(file.name)", .everybody))
            } catch {
                for draft in drafts { draft.discard() }
                throw error
            }
        }
        for draft in drafts { try draft.keep(overwriting: true) }
    }

    /// Makes a folder with those above it.
    ///
    /// - Throws: what the machine refused.
    public static func makeFolder(_ path: String) throws(MachineError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/" + part
            guard mkdir(made, 0o777) != 0, errno != EEXIST else { continue }
            throw MachineError("'\(path)' cannot be made", errno)
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw MachineError("'\(path)' cannot be made", ENOTDIR)
        }
    }

    /// Whether a file can be written: tried beside it, so that what is there stays.
    ///
    /// - Throws: what the machine refused.
    public static func tryFile(_ path: String) throws(MachineError) {
        guard !ScenarioTexts.isOther(path) else { return }
        try Draft(Data([0x20]), for: path, .everybody).discard()
    }

    /// Whether files can be made in a folder: tried, since permissions say nothing of a full or read-only disk.
    ///
    /// - Throws: what the machine refused.
    public static func tryFolder(_ path: String) throws(MachineError) {
        try Draft(Data([0x20]), for: path + "/trial", .everybody).discard()
    }
}

/// The contents of a file under another name, beside where they belong.
private struct Draft {
    private let path: String
    /// Nil where the contents are in their place already, as in a device.
    private let name: String?

    private static let count = Mutex(0)

    init(_ data: Data, for path: String, _ readers: WholeFile.Readers) throws(MachineError) {
        let what = "'\(path)' cannot be written"
        // Of a link, what it points to is written, and not the link.
        let target = Self.realPath(path)
        let facts = target.flatMap { try? FileManager.default.attributesOfItem(atPath: $0) }
        let type = facts?[.type] as? FileAttributeType
        if type == .typeDirectory { throw MachineError(what, EISDIR) }
        guard target == nil || type == .typeRegular else {
            self.path = path
            name = nil
            let descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw MachineError(what, errno) }
            defer { close(descriptor) }
            if let code = Descriptor.write(data, to: descriptor) { throw MachineError(what, code) }
            return
        }
        let path = target ?? path
        self.path = path
        let number = Self.count.withLock { count in
            count += 1
            return count
        }
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let name = "\(path[..<slash]).\(path[slash...].prefix(60)).\(getpid())-\(number).part"
        self.name = name
        unlink(name)
        let mode: mode_t = readers == .owner ? 0o600 : 0o666
        let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw MachineError(what, errno) }
        if readers == .everybody, let mode = facts?[.posixPermissions] as? NSNumber {
            fchmod(descriptor, mode_t(truncatingIfNeeded: mode.intValue))
        }
        var code = Descriptor.write(data, to: descriptor)
        if code == nil, fsync(descriptor) != 0 { code = errno }
        if close(descriptor) != 0, code == nil { code = errno }
        if let code {
            unlink(name)
            throw MachineError(what, code)
        }
    }

    /// Gives the contents their name.
    func keep(overwriting: Bool) throws(MachineError) {
        guard let name else { return }
        // A second name fails where there is a file already; a rename does not.
        let isDone = overwriting ? rename(name, path) == 0 : link(name, path) == 0
        let code = errno
        if !isDone || !overwriting { unlink(name) }
        guard isDone else { throw MachineError("'\(path)' cannot be written", code) }
    }

    func discard() {
        if let name { unlink(name) }
    }

    private static func realPath(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }
}

/// Writes to a descriptor of the system.
public enum Descriptor {
    /// Writes everything, however many calls it takes; returns the error number where that fails.
    public static func write(_ data: Data, to descriptor: Int32) -> Int32? {
        data.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if errno == EAGAIN {
                    // Somebody who shares the descriptor made it return at once: wait until there is room.
                    var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&state, 1, -1)
                } else if errno != EINTR {
                    return errno
                }
            }
            return nil
        }
    }
}
