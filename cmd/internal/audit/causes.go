package audit

// Why a call is, or is not, attached to a contact. The catalogue has the texts.
const (
	CodeCallAnonymous   = "call-anonymous"                // the caller hid the number
	CodeCallUnread      = "call-number-unread"            // a short code, or no number at all
	CodeCallLine        = "call-line-not-connected"       // the company's number is not connected to the integration
	CodeCallTarget      = "call-ivr-target-not-connected" // a number that the IVR routes to is not
	CodeCallType        = "call-type-not-logged"          // the workflow leaves such calls out
	CodeCallHours       = "call-outside-hours"            // the workflow logs calls within business hours only
	CodeCallNoContact   = "call-no-contact"               // the number is in no contact
	CodeCallUnsure      = "call-number-unsure"            // a cell may hold it, but cannot be read for sure
	CodeCallForm        = "call-form-not-matched"         // it is in a contact, in a form that is not matched
	CodeCallField       = "call-field-not-read"           // it is in a field that is not read
	CodeCallSeveral     = "call-several-contacts"         // several contacts have it
	CodeCallUser        = "call-user-no-twin"             // the user is not in the CRM
	CodeCallCase        = "call-user-email-case"          // the user's e-mail differs in case
	CodeCallMatched     = "call-matched"                  // one contact has it in E.164
	CodeCallAccepted    = "call-accepted-today"           // one contact has it in a form that is found today
	CodeCallUnexplained = "call-unexplained"              // nothing speaks against it, and the CRM has not logged it
	CodeCallNotLooked   = "call-contact-not-looked-up"    // no contacts were given
)

// attached tells whether a call with this cause is attached to a contact all the same.
var attached = map[string]bool{
	CodeCallSeveral: true, CodeCallUser: true, CodeCallCase: true, CodeCallMatched: true, CodeCallAccepted: true,
}

// causes are all of them in the order in which they are looked for.
var causes = []string{
	CodeCallAnonymous, CodeCallLine, CodeCallTarget, CodeCallType, CodeCallHours, CodeCallUnread, CodeCallNotLooked, CodeCallNoContact, CodeCallUnsure,
	CodeCallForm, CodeCallField, CodeCallSeveral, CodeCallUser, CodeCallCase, CodeCallUnexplained, CodeCallAccepted, CodeCallMatched,
}
