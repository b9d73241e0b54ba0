// Package policy answers one question: given a certification body's retake rule and the dates on
// which somebody failed, when may they sit again, until when, and how many attempts are left?
//
// Rules are data (Policy); dates go in (Facts), a Window comes out, with its reasons. A rule that is
// not known is never taken for zero.
//
// Deliberately absent: reading files, today's date (it is a fact that the caller passes in), the
// names of exams.
package policy

import "retake/generator/civil"

// Count is how N days are counted from a failed attempt on day D.
type Count string

const (
	Elapsed     Count = "elapsed"     // first legal day is D + N
	FullDays    Count = "full-days"   // N whole test-free days: D + N + 1
	ClockHours  Count = "clock"       // hours from the end of the attempt
	Unspecified Count = "unspecified" // the wording leaves it open: optimistic D + N, safe D + N + 1
)

// Unit is a calendar unit of a Span: "hour", "day", "week", "month".
type Unit string

// Span is a number of calendar units. N 0 with Unit "" means the span is not given.
type Span struct {
	N    int
	Unit Unit
}

// Step is the wait after a number of failures: the step with the largest After <= failures applies.
type Step struct {
	After int
	Wait  Span
	Count Count // "" = the policy's own
}

// Then is what happens when a cap is full.
type Then struct {
	Do   string // "slide" | "wait" | "new-version" | "new-purchase" | "training" | "new-application"
	Wait Span   // for "wait"
	From string // "first" | "last", for "wait"
}

// Cap limits the attempts; all caps of a policy apply together.
type Cap struct {
	Attempts int
	Kind     string // "rolling" | "from-first" | "eligibility" | "purchase" | "version" | "lifetime"
	Window   Span
	Then     Then
}

// Notice is the latest change of an appointment without loss.
type Notice struct {
	Delivery string // "centre" | "online" | "any"
	Before   Span
	Max      int // most changes per appointment, 0 = not stated
	Note     string
}

// FreeRetake is a second attempt that the purchase includes or that can be bought as an add-on.
type FreeRetake struct {
	Count    int
	Within   Span
	From     string // "purchase" | "exam"
	LostOn   []string
	Optional bool
	Note     string
}

// AfterPass is whether a passed exam may be taken again.
type AfterPass struct {
	Do   string // "blocked" | "wait" | "near-expiry" | "unless-new-version"
	Wait Span
	Note string
}

// Deadline is a date by which a retake must also be taken.
type Deadline struct {
	Within Span
	From   string // "retake-purchase"
	Note   string
}

// Source is where a fact was read.
type Source struct {
	URL    string
	Date   string // "2026-09-29", "2026", or ""
	Grade  string // "official" | "secondary"
	Via    string
	Note   string
	Unseen bool // the address is known, the page was not read
}

// Policy is one body's retake rule, as data. Field by field as in the catalogue's policies.toml.
type Policy struct {
	ID, Body, Covers, Group string
	Confidence              string // "official" | "secondary" | "conflicting" | "unverified"
	AsOf                    civil.Date
	Count                   Count
	Wait                    []Step // empty = UNKNOWN, never zero
	Caps                    []Cap
	AfterPass               *AfterPass
	Reset                   *Span // the counter returns to zero after this long without an attempt; nil = not stated
	NeverResets             bool
	FreeRetake              *FreeRetake
	Deadline                *Deadline
	Waiver                  *Span // the wait can be shortened on request, never below this
	Lead                    *Span // booking lead time
	Reschedule              []Notice
	NoShow                  string // "fee-lost" | "fee-and-retake-lost" | "unknown" | ""
	Shared                  string
	Beta                    string
	Sessions                bool // only on fixed dates
	SessionDates            []civil.Date
	Alternative             []Step
	Note                    string
	Sources                 []Source
}

// Attempt is one sitting, as far as a policy cares.
type Attempt struct {
	At     civil.Instant
	Counts bool // fail and pass count; a void attempt does not. A no-show counts as an attempt.
	Failed bool
	NoShow bool // the seat stayed empty; set Failed too. It can cost an included retake
}

// Facts are the dates a rule is applied to. Zero dates are unknown.
type Facts struct {
	Attempts       []Attempt  // oldest first
	Today          civil.Date // sessions and leads are counted from here
	ExamMinutes    int        // length of the sitting: hours run from its end
	PrintedDate    civil.Date // "eligible on" printed on the last report; beats every computed date
	PurchasedOn    civil.Date
	Eligibility    civil.Date // start of the eligibility period
	VoucherExpires civil.Date
	VersionEnds    civil.Date // last day of this exam version
	Delivery       string     // "centre" | "online" | ""
	Chosen         bool       // the candidate has a date: how far ahead one must be booked is no question any more
}

// State is what the rule says about the next attempt.
type State string

const (
	Dated          State = "date"    // Optimistic and Safe hold
	Blocked        State = "blocked" // no further attempt under this rule
	Unknown        State = "unknown" // the wait is not known: ask
	Session        State = "session" // only on fixed dates; Optimistic and Safe hold the next one when known
	NewVersion     State = "new-version"
	NewPurchase    State = "new-purchase"
	Training       State = "training"
	NewApplication State = "new-application"
)

// Reason is one step of the argument, in a sentence a tired person understands.
type Reason struct {
	Code string // "printed" | "wait" | "cap" | "reset" | "waiver" | "deadline" | "voucher" | "version" | "lead" | "session" | "free-retake" | "unknown" | "passed" | "eligibility" | "purchase" | "missing" (a date that would help is not written) | "too-late"
	Text string
}

// Window is the answer. Optimistic <= Safe; they differ when the rule's wording is open.
type Window struct {
	State        State
	Optimistic   civil.Date // earliest reading of the rule; 0 unless State is Dated or Session
	Safe         civil.Date // the reading to plan by
	AttemptsLeft *int       // in the tightest cap, after the attempts made; nil = no cap or not known
	LeftUntil    civil.Date // the tightest cap frees a place on this day; 0 = it does not slide
	Until        civil.Date // last day on which the retake counts; 0 = no bound known
	UntilWhy     string     // "the voucher expires", "this exam version ends", ...
	TooLate      bool       // Safe is after Until: a new purchase or a new version is needed
	FreeRetake   bool       // the next attempt is included in the purchase
	Notice       *Notice    // latest change of an appointment without loss, for this delivery
	Reasons      []Reason
}
