package audit

// What a check that fails has found. The catalogue has the texts.
const (
	CodeAircallPlan      = "audit-plan-aircall"
	CodeCRMPlan          = "audit-plan-crm"
	CodeUserTwin         = "audit-user-no-twin"
	CodeUserCase         = "audit-user-case"
	CodeUserSpaces       = "audit-user-spaces"
	CodeUserTwice        = "audit-user-twice"
	CodeUserInactive     = "audit-user-inactive"
	CodeInstallerAircall = "audit-installer-aircall"
	CodeInstallerCRM     = "audit-installer-crm"
	CodeInactive         = "audit-integration-inactive"
	CodeFormat           = "audit-format"
	CodeNotConnected     = "audit-number-not-connected"
	CodeIVRNotConnected  = "audit-ivr-not-connected"
	CodeIVRTarget        = "audit-ivr-target-not-connected"
	CodeIVRUnlisted      = "audit-ivr-unlisted"
	CodeTypes            = "audit-type-not-logged"
	CodeHours            = "audit-business-hours"
	CodeUnknownIgnored   = "audit-unknown-ignored"
	CodeFieldNotRead     = "audit-field-not-read"
	CodePrimaryBlank     = "audit-primary-blank"
	CodeSeveral          = "audit-several-numbers"
	CodeShared           = "audit-shared-number"
	CodeMandatory        = "audit-mandatory-field"
	CodeNotMatched       = "audit-calls-not-matched"
	CodeNotLogged        = "audit-calls-not-logged"
)

// checkInfo is one line of the audit: its name, its point of the checklist, and the code of its failure.
type checkInfo struct {
	name  string
	point int
	code  string
	make  func(a *auditor, c *Check)
}

// checklist is all checks in their order.
var checklist = []checkInfo{
	{"plan-aircall", 1, CodeAircallPlan, (*auditor).planAircall},
	{"plan-crm", 1, CodeCRMPlan, (*auditor).planCRM},
	{"users-twins", 2, CodeUserTwin, (*auditor).usersTwins},
	{"users-case", 2, CodeUserCase, (*auditor).usersCase},
	{"users-spaces", 2, CodeUserSpaces, (*auditor).usersSpaces},
	{"users-duplicates", 2, CodeUserTwice, (*auditor).usersTwice},
	{"users-inactive", 2, CodeUserInactive, (*auditor).usersInactive},
	{"installer-aircall", 2, CodeInstallerAircall, (*auditor).installerAircall},
	{"installer-crm", 2, CodeInstallerCRM, (*auditor).installerCRM},
	{"integration-active", 2, CodeInactive, (*auditor).integrationActive},
	{"contacts-format", 3, CodeFormat, (*auditor).format},
	{"numbers-connected", 4, CodeNotConnected, (*auditor).numbersConnected},
	{"ivr-connected", 4, CodeIVRNotConnected, (*auditor).ivrConnected},
	{"ivr-targets", 4, CodeIVRTarget, (*auditor).ivrTargets},
	{"ivr-listed", 4, CodeIVRUnlisted, (*auditor).ivrListed},
	{"workflow-types", 4, CodeTypes, (*auditor).workflowTypes},
	{"workflow-hours", 4, CodeHours, (*auditor).workflowHours},
	{"workflow-unknown", 4, CodeUnknownIgnored, (*auditor).workflowUnknown},
	{"fields-read", 5, CodeFieldNotRead, (*auditor).fieldsRead},
	{"fields-primary", 5, CodePrimaryBlank, (*auditor).fieldsPrimary},
	{"fields-several", 5, CodeSeveral, (*auditor).fieldsSeveral},
	{"fields-shared", 5, CodeShared, (*auditor).fieldsShared},
	{"fields-mandatory", 5, CodeMandatory, (*auditor).fieldsMandatory},
	{"calls-matched", 6, CodeNotMatched, (*auditor).callsMatched},
	{"calls-logged", 6, CodeNotLogged, (*auditor).callsLogged},
}
