// Package generator turns a learner's files into a finished study site: read, think, draw.
//
// Build is the whole pipeline on one screen. It is given the files as an fs.FS and the day as a
// value, and returns a map from path to bytes, with everything that is wrong in the files: the same
// bytes are written by retake build, shown by a preview and compared by tests.
//
// # The house
//
// The code is a house of rooms (packages). Arrows point only down; house_test.go holds the table of
// who may know whom, with the reason beside each.
//
//	4  cmd/retake            arguments, clock, exit codes: one file per verb, those of every day in evening, publish
//	                         in share, and the world outside in edge
//	3  generator             the pipeline        generator/disk    files       generator/serve  network
//	   generator/git         an edition, pushed  generator/keyring keys        generator/screen a plan in a terminal
//	   generator/console     who sits there
//	2  generator/source      files -> record     generator/site    plan -> map of files    generator/lint  plan -> warnings
//	   generator/private     what would tell whose plan it is                  generator/begin  answers -> new plan
//	   generator/scoresheet  a printed report -> attempt                       generator/adopt  notes from elsewhere
//	1  generator/study       record -> plan      generator/markdown  one note
//	0  civil  policy  stat  report  attempt  timetable  trial  drill  cause  outlook  belief  syllabus  gate  tally
//	   digest  advice  calibration  chart  feed  search  seal  bundle  talk  entry  intake  anki  paper  example  fault
//	   themes
//
// The ground floor holds crafts with a vocabulary of their own: civil (days and minutes without a
// clock), policy (retake rules), stat (Beta and normal), report (what a score report says of each
// domain), attempt (sittings of the real exam, as known on a day), timetable (free windows into slots), trial (full practice exams, and what they say about the real
// one), drill (questions that went wrong, and when to meet them again), cause (why an exam is failed, claim
// beside data), outlook (what hours may bring, and which date to choose), belief (reports and answers into what
// is thought of each domain), syllabus (slots filled with work),
// gate (ready or not), tally (what was done of what was planned), digest (what changed since Monday), advice
// (decisions into sentences), calibration (the forecasts tried out on simulated candidates), chart (numbers to
// SVG), feed (calendar and feed files), search (texts to an index that a script searches without a server), seal (an edition that only its link opens), bundle (an edition as one page or one archive), talk (questions to
// whoever sits at a terminal), entry (the words of an evening into entries of the log), intake (tables of results into entries), anki
// (collections into reviews), paper (a PDF into lines), example (the sample plan, inside the program), fault (what is wrong, and where), themes
// (the default look). study is pure, so a plan can be made for any day; it walks the record through these
// crafts, week by week. lint says what makes a plan a bad one. begin makes the files of a new plan
// (begin/spoken reads what people say of their weeks), scoresheet reads a printed report line by line and never guesses, adopt
// decides what of a folder of notes becomes part of a plan. source has six rooms of its own: keyed (TOML
// with places), front (front matter), catalogue (exams and retake rules), audience (what others are shown), elsewhere (what is taken in
// again and again) and schema (the same keys, for editors), site eleven: board (what the pages of the plan share),
// agenda (what to do, and when), proof (what is known, and how surely), support (who and what helps), view (what
// templates are given), words (numbers as they are read), attachment (files that notes link), theme (templates,
// read and run), figure (the plan as charts), almanac (the plan as calendar and feed) and planjson (the plan as data). markdown has six: plain (bytes to text), syntax (text to a tree),
// clean (harmless HTML), highlight (code in colours), shelf (which file a name means) and pack (text that takes
// little room); it serves both source and site, which do not know each other. disk, serve and cmd are the one
// window each onto files, network and clock; disk keeps files at hand in disk/memory, has what systems do
// differently done in disk/system, tells folders apart in disk/place, and lays linked
// folders into a plan in disk/mount; serve/visit
// looks whether links to other sites still lead somewhere. git runs the learner's own git, and keyring
// keeps keys outside every plan. Three rooms are for tests alone: browser (starts one), corpus (notes of any
// number) and site/specimen (a board to try pages on).
//
// # One save in the preview
//
// Somebody saves a note. disk.Watch joins the burst of events into one Change; Tree.Renew looks at those
// files again and says which really differ; Memory.Build makes the whole plan anew, and of notes, links and
// pages only those for which something has changed; Server.Show compares the sites, and tells every open
// page what is new; the page fetches itself and changes in place. What is remembered follows the law that
// stands beside it (source.Memo, generator.thought, markdown.NextVault, site.Memory), and one test holds them all to it: warm
// equals cold.
//
// # One edition
//
// An Input names an audience. What site.toml says for it becomes a view.Edition: parts of the site, and matters that
// their pages tell. Notes that the audience may not read are not handed to the room that draws; every page is drawn
// from its view with nothing left on it but what is on the allow-list (site/view/allow.go), so no theme can tell more;
// links to what is not there lose their address, and a withheld note its name. Search, backlinks, list pages and
// attachments follow from the pages that are left. The same Build serves preview and publishing. What comes out, seal
// locks, bundle packs and git pushes.
//
// # Words
//
// One word per idea, in the code, in the files and on the pages:
//
//	attempt     one sitting of the real exam, with its score report
//	report      what the issuer prints about an attempt
//	section     one domain's line on a report, in whichever form it is printed
//	domain      one numbered part of the exam's outline, with its weight in percent points
//	objective   a numbered line of the outline below a domain: "4.2"
//	belief      what is believed of the share of a domain's questions answered right, with its spread
//	evidence    one thing that moved a belief, and how much it counted
//	target      the pass mark plus the buffer
//	gap         how far a domain is below the target; times its weight: points to win
//	window      when the retake rule allows the next attempt: earliest and latest day, attempts left
//	policy      an issuer's retake rule, as data
//	budget      where the minutes from today to the exam go
//	availability  the free windows of a learner's week; away: days without study
//	phase       a stretch of the runway with one purpose: Reset, Repair, Mix, Simulate, Taper
//	week        Monday to Sunday, cut at the plan's start and at the exam
//	block       one sitting of study within a day
//	session     study that was done, as logged
//	practice    a set of practice questions, as logged
//	simulation  a full practice exam under exam conditions, as logged; seen if its form was met before
//	miss        one question that went wrong, with its cause; cleared when right again on two days
//	re-test     meeting a missed question again, on the day that the spacing gap sets
//	misconception  a miss that felt sure; lucky guess: right, but not known; repeat: an objective missed on several days
//	cause       one of eight reasons for a fail; claim: how strongly the learner holds it; supported: the data speak for it
//	extra       a task that a supported cause adds to a block
//	pin         a block that the learner set and the plan never moves; wish: one that it may
//	qualifying  full length, timed, closed book, unseen and recent: only such simulations count
//	practice-to-real gap  the real result minus the simulations before it; pressure gap: exam conditions minus casual
//	chance      how likely a pass is, by qualifying simulations; told: as it stood on an earlier day
//	forecast    the share right to be expected on exam day if the hours are kept: no chance of passing
//	what-if     the forecast for other dates and other loads, each with the first rule it breaks
//	choice      one of four priced ways on for somebody who is behind
//	kept        what was done of what was planned over four weeks
//	milestone   a step that, once reached, stays reached
//	digest      what changed since Monday: moved, slipped, three numbers, three questions for the mentor
//	hard day    a day on which the learner's own reasons come first
//	next block  the mix of questions to practise next
//	gate        one condition of readiness: legal, rule, evidence, able
//	verdict     what the gates come to
//	setting     a named assumption behind the numbers, with a default
//	record      all that the learner wrote; plan: all that follows from it for a day
//	fault       one thing wrong in the learner's files: an error stops the build, a warning does not
//	place       file, line and column of something the learner wrote
//	note        one Markdown file; vault: all of them with their attachments, in which links are looked up
//	branch      a folder of notes as the list pages show it; backlink: a note that links to the one on the page
//	slug        the path of a page below the site's root, without ".html"
//	theme       templates and styles, laid over the default file by file
//	view        what a template is given
//	manifest    the list of what retake wrote into the output folder
//	preview     the site as serve shows it, following every save
//	change      files that may differ since the last look; edit: a note that does, and where
//	box         a task box; tick: what is done to it
//	mark        the small sign of the preview on a page; panel: what is to be mended, above the page
//	audience    for whom a site is made: me, a mentor, the public; edition: the site as one audience has it
//	matter      a kind of thing that pages tell: scores, the log, people; band: a result in words instead of numbers
//	linked      a folder of notes elsewhere that is read as if it lay in the plan; trusted: its reader has said so on this machine
//	withheld    a note that an edition does not have, and whose name it does not tell
//	sealed      an edition that can be read only with the key in its link
//	today       the day a plan is made for: a value, never a question to the clock
//
// Deliberately absent: the disk, the network, the clock, arguments, and every decision that belongs
// to one of the rooms.
package generator
