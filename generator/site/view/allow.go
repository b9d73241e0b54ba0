package view

import "reflect"

// allowed is the allow-list: of every view, its fields by what they tell. A test holds it to the views.
var allowed = map[reflect.Type]told{
	reflect.TypeFor[Page](): {Plan: "Title Site Description Kind Root Nav Main Crumbs AsOf Today Index Code Boxes Math Version Feed", People: "Author"},
	reflect.TypeFor[Nav]():  {Plan: "Links More Search"},

	// Parts of pages
	reflect.TypeFor[Link]():     {Plan: "Href Text Current"},
	reflect.TypeFor[Fact]():     {Plan: "Name Value Note"},
	reflect.TypeFor[Almanac]():  {Plan: "Calendar Feed"},
	reflect.TypeFor[Block]():    {Plan: "Minutes Kind Domain Resource Task Pinned Result", Times: "Time", Scores: "Because", Causes: "Extras"},
	reflect.TypeFor[Extra]():    {Plan: "Cause Task"},
	reflect.TypeFor[Day]():      {Plan: "Name Minutes Note Today Past Blocks"},
	reflect.TypeFor[Week]():     {Plan: "Link Dates Phase Planned Past Exam Days", Bands: "Focus", Log: "Done"},
	reflect.TypeFor[Bar]():      {Plan: "ID Title Desc Lo Width Mean Target"},
	reflect.TypeFor[Row]():      {Plan: "Link N Weight", Bands: "Band Hours", Scores: "Report Missed Belief Range Points Tied Bar", Log: "Spent"},
	reflect.TypeFor[Mix]():      {Plan: "Domain Questions", Scores: "Because"},
	reflect.TypeFor[Working]():  {Plan: "Says Formula Inputs Mind", Files: "Lines"},
	reflect.TypeFor[Notice]():   {Plan: "Say Link"},
	reflect.TypeFor[Source]():   {Plan: "URL Text Date Grade Note Seen"},
	reflect.TypeFor[Chart]():    {Plan: "Title Says Key Drawn Table Beside"},
	reflect.TypeFor[Finding]():  {Plan: "Say Example Chart Table Left", Scores: "Working"},
	reflect.TypeFor[Table]():    {Plan: "Label Head Rows"},
	reflect.TypeFor[TableRow](): {Plan: "Link Note Cells"},
	reflect.TypeFor[Entry]():    {Plan: "Href Text Level"},
	reflect.TypeFor[Group]():    {Plan: "ID Name Notes"},
	reflect.TypeFor[Folder]():   {Plan: "Link Notes"},
	reflect.TypeFor[Linked]():   {Plan: "Notes More"},
	reflect.TypeFor[Numbered](): {Plan: "Link N"},

	// The first page
	reflect.TypeFor[HomePage]():          {},
	reflect.TypeFor[RetrospectivePage](): {},
	reflect.TypeFor[Gain]():              {},
	reflect.TypeFor[FrontPage]():         {Plan: "Lead Facts Parts Body Lang"},
	reflect.TypeFor[MentorPage](): {
		Plan: "Title Facts Slipped Questions Since New Links Body Lang", Bands: "Lead Top", Scores: "Working Moved Still Numbers Target", Causes: "Causes CauseLink",
	},

	// The plan
	reflect.TypeFor[PlanPage](): {
		Plan: "Exam Total Won Assumed Phases Where Weeks GivenUp", Bands: "Hours", Scores: "Lead TooSoon Forecast WhatIf Working Assumptions",
		Log: "Ways", Times: "Away", Words: "Pinned", Dates: "Almanac",
	},
	reflect.TypeFor[Ways]():       {Plan: "Say Choices", Scores: "Working"},
	reflect.TypeFor[Way]():        {Plan: "Title Price", Scores: "Effect Broken"},
	reflect.TypeFor[WhatIf]():     {Plan: "Says Rule Caution Chart Loads Rows Working"},
	reflect.TypeFor[WhatIfRow]():  {Plan: "Date Mark Broken Cells"},
	reflect.TypeFor[WhatIfCell](): {Plan: "Load Hours Forecast Range Says Holds Own"},
	reflect.TypeFor[Phase]():      {Plan: "Name Dates Current Past", Bands: "Why"},
	reflect.TypeFor[Assumption](): {Plan: "Key Value Says"},
	reflect.TypeFor[WeeksPage]():  {Plan: "Won Weeks Other Body Lang", Dates: "Almanac"},
	reflect.TypeFor[WeekPage](): {
		Plan: "Week Title Won Journal Lang Prev Next Sheet Left Room", Bands: "Mix MixTotal", Log: "Again", Times: "Away",
	},
	reflect.TypeFor[RetakePage](): {
		Plan: "Caution Body Covers Note Rules Read Sources ExamSource Exam ExamNote", Bands: "Answer Facts Reasons", Scores: "Working", Money: "Countdowns",
	},
	reflect.TypeFor[DomainsPage](): {Plan: "Won Rows Body Lang", Scores: "Weights Tied Target"},
	reflect.TypeFor[DomainPage](): {
		Plan: "Row Title Won Resources Body Contents Lang Notes Linked Domains Prev Next", Scores: "Target Win Objective Facts Results Working", Log: "Misses",
	},
	reflect.TypeFor[Miss]():     {Plan: "Date Objective Why Left", Words: "Note"},
	reflect.TypeFor[Resource](): {Plan: "Name URL Kind", Words: "Note"},
	reflect.TypeFor[ResourcesPage](): {
		Plan: "Lead Kinds Rows Shelf", Scores: "Working", People: "People",
	},
	reflect.TypeFor[Cover]():    {Plan: "Link Cells Say"},
	reflect.TypeFor[Material](): {Plan: "Name URL Kind Domains", Money: "Cost", Log: "Time Before", Words: "Note"},
	reflect.TypeFor[Helper]():   {Plan: "Name URL Role For Next Last", Words: "Said"},

	// Results. Pages of which nothing would be left have needs in package generator.
	reflect.TypeFor[ReportPage](): {
		Scores: "Exam Date Result Score Headline Facts Says Silent Strength Tied Target Won Rows Earlier Diagnose Working ReadyLink",
	},
	reflect.TypeFor[ReadinessPage](): {
		Plan: "SimsLink Checklists Needs", Bands: "Verdict Say Gates",
		Scores: "TooSoon Chance Expect Assumes Gap Bar Working Target Pass PassNote Sims Logged",
	},
	reflect.TypeFor[Gate](): {Plan: "Name Met", Scores: "Why Next"},
	reflect.TypeFor[Sim]():  {Plan: "Date Name Score Percent Conditions Verdict WhyNot"},
	reflect.TypeFor[CausesPage](): {
		Causes: "Lead Bounds Claimed Families",
	},
	reflect.TypeFor[CauseFamily](): {Plan: "Name Lead Causes"},
	reflect.TypeFor[Cause]():       {Plan: "Title Claim Verdict Supported Known RuleName Rule Adds", Scores: "Evidence Working"},
	reflect.TypeFor[PracticePage](): {
		Scores: "Lead Won Mix MixTotal MixWorking Ahead Due DueSay DueWorking Sure Lucky Repeats RepeatsSay Reasons ReasonsSay Guessed GuessedWorking Map Balance BalanceWorking",
	},
	reflect.TypeFor[DueGroup](): {Plan: "Name Say Items More"},
	reflect.TypeFor[Due]():      {Plan: "Miss When Task Because", Files: "Place"},
	reflect.TypeFor[Repeat]():   {Plan: "Objective Say", Files: "Places"},
	reflect.TypeFor[Reason]():   {Plan: "Text Count Share"},
	reflect.TypeFor[MapRow]():   {Plan: "Link Cells Quiet"},
	reflect.TypeFor[MapCell]():  {Plan: "Objective Say Open Listed"},
	reflect.TypeFor[SimulationsPage](): {
		Scores: "Lead Count Planned Spacing SpacingWorking Scores Sims Target Pass PassNote Rules RulesWorking Pace Pressure Gap ReadyLink",
	},
	reflect.TypeFor[ProgressPage](): {
		Scores: "Lead Remark Since Whole Moved MovedWorking Target Crossed CrossedSince Built BuiltWorking Kept Reached Ahead Track Told SimulationsLink",
	},
	reflect.TypeFor[Moved]():   {Plan: "Link Then ThenRange Now NowRange Change Was Bar"},
	reflect.TypeFor[WhyPage](): {Plan: "Title Lang Body Contents", Log: "Since Built More", Scores: "Far"},

	// Notes
	reflect.TypeFor[NotesPage]():   {Plan: "Title Lead Body Lang Folders Groups Prev Next"},
	reflect.TypeFor[NotePage]():    {Plan: "Title Lang Kind Domain Tags Objective Contents Body Siblings Linked Prev Next"},
	reflect.TypeFor[SearchPage]():  {Plan: "Index Lists"},
	reflect.TypeFor[MissingPage](): {Plan: "Site"},
}
