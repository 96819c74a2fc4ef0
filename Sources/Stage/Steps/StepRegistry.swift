package import ScenarioKeys

/// The steps that can be played; a new one is a line here and a file of its own.
package struct StepRegistry: Sendable {
    /// The steps of the scenario language.
    package static let standard = StepRegistry([
        AdvanceClock.self, SetClock.self, SkewClock.self,
        UpgradeServer.self, DowngradeServer.self, RestartServer.self, StartServer.self, StopServer.self,
        ArmFault.self, ChangeCertificate.self, ChangeName.self, ClearFaults.self, PublishServer.self,
        ReplaceFirewall.self, ReplaceProxy.self, UnpublishServer.self,
        ChangeSettings.self, DeleteApplication.self, DisableApplication.self, EditApplication.self,
        EnableApplication.self, EndCheckOut.self, ExportRegistration.self, GrantAccess.self, ImportPackage.self,
        LockUser.self, LookUpVersion.self, RegisterApplication.self, RevokeTokens.self, RotateSecret.self,
        UnlockUser.self,
        AddServer.self, AnnounceServer.self, ConfirmServer.self, EditServer.self, EnableIManage.self,
        RejectServer.self, RemoveServer.self, RestartService.self, ReviewServer.self,
        BrowseFolder.self, ListLibraries.self, LockDocument.self, LogIn.self, LogOut.self, MakeReport.self,
        OpenDocument.self, ResumeSave.self, SaveDocument.self, SearchDocuments.self, UnlockDocument.self,
        ChangeAccess.self, CheckInDocument.self, CheckOutDocument.self, DeleteDocument.self, EditDocument.self,
        MoveDocument.self, RestoreDocument.self,
        SendRequest.self,
        CheckDocuments.self, CheckJournal.self, CheckReport.self, CheckSettings.self, CheckTold.self,
    ])

    private let types: [any StageStep.Type]
    private let byName: [String: any StageStep.Type]

    /// A registry of these steps.
    package init(_ types: [any StageStep.Type]) {
        self.types = types
        byName = Dictionary(types.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The registry with more steps.
    package func adding(_ more: [any StageStep.Type]) -> StepRegistry { StepRegistry(types + more) }

    /// The names of the steps.
    var names: [String] { types.map { $0.name } }

    /// The keys of each step, for lint, schema and `explain`.
    package var records: [Record] { types.map { $0.record } }

    /// What each step returns: the keys that `shows` and `gives` may name.
    package var returns: [String: Record] {
        Dictionary(types.map { ($0.name, Self.returned($0)) }) { first, _ in first }
    }

    private static func returned(_ type: (some StageStep).Type) -> Record { type.Returned.record }

    /// The step that an action names, with its keys read.
    func step(of action: Action) throws(StageTrouble) -> any StageStep {
        guard let type = byName[action.name] else { throw StageTrouble("there is no step '\(action.name)'") }
        do throws(KeyIssue) {
            return try type.init(reading: JSON.map(action.arguments).value)
        } catch {
            throw StageTrouble("\(([action.name] + error.path).joined(separator: ": ")): \(error)")
        }
    }
}
