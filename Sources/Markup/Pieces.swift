/// Pieces that pages of every look are made of.
extension HTML {
    /// A box with a message: `bad` is read out at once, `good` and `note` when the reader comes to it.
    public static func message(_ tone: Tone, _ content: HTML) -> HTML {
        "<div class=\"message \(tone.rawValue)\" role=\"\(tone == .bad ? "alert" : "status")\">\(content)</div>"
    }

    /// The tone of a message or a mark.
    public enum Tone: String, Sendable {
        case good, bad, note, plain
    }

    /// A short mark such as `Enabled`.
    public static func mark(_ tone: Tone, _ text: String) -> HTML {
        "<span class=\"mark \(tone.rawValue)\">\(text)</span>"
    }

    /// A hidden field.
    public static func hidden(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }

    /// A labelled text field; `hint` says what is expected.
    public static func field(
        _ label: String, _ name: String, _ value: String? = nil, type: String = "text", hint: String? = nil,
        isRequired: Bool = false, isReadOnly: Bool = false, complete: String = "off"
    ) -> HTML {
        let hintID = hint == nil ? "" : "\(name)-hint"
        return """
            <div class="field"><label for="\(name)">\(label)\(isRequired ? "<span class=\"needed\"> (required)</span>" as HTML : nil)</label>
            <input id="\(name)" type="\(type)" name="\(name)" value="\(value)" autocomplete="\(complete)" spellcheck="false"\
            \(hint == nil ? nil : " aria-describedby=\"\(hintID)\"" as HTML)\(flag: "required", isRequired)\(flag: "readonly", isReadOnly)>
            \(hint.map { "<p class=\"hint\" id=\"\(hintID)\">\($0)</p>" as HTML })</div>
            """
    }

    /// A labelled field of several lines.
    public static func area(
        _ label: String, _ name: String, _ value: String, rows: Int = 3, hint: String? = nil
    ) -> HTML {
        """
        <div class="field"><label for="\(name)">\(label)</label>
        <textarea id="\(name)" name="\(name)" rows="\(rows)" spellcheck="false"\
        \(hint == nil ? nil : " aria-describedby=\"\(name)-hint\"" as HTML)>\(value)</textarea>
        \(hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\($0)</p>" as HTML })</div>
        """
    }

    /// A choice of one among several, as radio buttons.
    public static func choice(
        _ label: String, _ name: String, _ chosen: String, _ options: [(value: String, label: String)]
    ) -> HTML {
        """
        <fieldset class="choice"><legend>\(label)</legend>
        \(options.map { option -> HTML in
            "<label><input type=\"radio\" name=\"\(name)\" value=\"\(option.value)\"\(flag: "checked", option.value == chosen)> \(option.label)</label>"
        })
        </fieldset>
        """
    }

    /// A button that sends its form.
    public static func button(
        _ label: String, name: String? = nil, value: String = "", look: String = "", confirm: String? = nil
    ) -> HTML {
        """
        <button type="submit" class="\(look)"\(name.map { " name=\"\($0)\" value=\"\(value)\"" as HTML })\
        \(confirm.map { " data-confirm=\"\($0)\"" as HTML })>\(label)</button>
        """
    }

    /// Names with what stands for them.
    public static func facts(_ facts: [(name: String, value: HTML)]) -> HTML {
        "<dl class=\"facts\">\(facts.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" as HTML })</dl>"
    }
}
