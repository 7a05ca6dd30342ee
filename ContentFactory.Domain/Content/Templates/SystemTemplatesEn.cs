using static ContentFactory.Domain.Content.Templates.TemplateCategory;
using static ContentFactory.Domain.Content.Templates.VariableKind;

namespace ContentFactory.Domain.Content.Templates;

/// <summary>In English. The order is that of the Russian ones.</summary>
internal static class SystemTemplatesEn
{
    public static readonly IReadOnlyList<TemplateText> All =
    [
        new(Announcement, "Announcement", "A new product, service or section: what is there and from when.",
            ["{{hook}}\n\n{{fact1}}\n{{fact2}}\n\nFrom {{start}}.\nDetails: {{link}}\n\n{{call_to_action}}\n\nSource: {{source}}"],
            "First what changes for the reader, then the details. No superlatives.")
        {
            Variables = [new("start", "From which day", Date, false, "2026-12-01"), new("link", "Link", Link, false, "https://example.com/new")],
            Examples = ["Evening classes are open.\n\nCome after work: at 7 pm or at 8:30 pm.\nNo more than eight people in a group.\n\nFrom 1 December 2026."],
        },
        new(Spotlight, "Spotlight", "One product, person or place, close up.",
            ["{{hook}}\n\n{{fact1}}\n\nWorth knowing:\n— {{fact2}}\n— {{fact3}}\n— {{fact4}}\n\n{{question}}\n\nSource: {{source}}"],
            "One subject for the whole post. Details before judgements.")
        {
            Examples = ["Meet our new beans from Kenya.\n\nThey are picked by hand at 1,900 metres.\n\nWorth knowing:\n— a hint of blackcurrant\n— a medium roast\n\nWhat do you drink in the morning?"],
        },
        new(Milestone, "Milestone", "An anniversary, a round number, a prize: say thanks and what comes next.",
            ["{{number}} {{what}}!\n\n{{hook}}\n\n{{fact1}}\n\n{{thanks}}\n\n{{call_to_action}}"],
            "Thank those who helped. The number first, no boasting.")
        {
            Variables =
            [
                new("number", "Number", Number, true, "10,000"), new("what", "Of what", Line, true, "orders"), new("thanks", "Whom to thank", Text, false, "Thank you to everyone who told a friend."),
            ],
            Examples = ["500 graduates!\n\nOur five hundredth student handed in her project today.\n\nThank you to the mentors who answered at night."],
        },
        new(Tip, "Tip", "One trick that works today.",
            ["{{hook}}\n\n{{fact1}}\n\nWhy it works:\n— {{fact2}}\n— {{fact3}}\n\n{{call_to_action}}\n\nSource: {{source}}"],
            "One tip, not five. Begin sentences with verbs.")
        {
            Examples = ["Keep coffee out of the fridge.\n\nCold beans take on water and smells.\n\nWhy it works:\n— in a dark jar the aroma stays for two weeks"],
        },
        new(HowTo, "How to, step by step", "Instructions as a thread: one step in each message.",
            ["{{hook}}\n\nStep by step 👇", "Step 1. {{fact1}}", "Step 2. {{fact2}}", "Step 3. {{fact3}}", "Step 4. {{fact4}}", "Done!\n{{call_to_action}}", "Source: {{source}}"],
            "Each step makes sense without the others. Two sentences at most.")
        {
            Type = PostType.Thread,
            Examples = ["How to find your size at home.\n\nStep by step 👇\n\nStep 1. Measure a belt that fits.\n\nStep 2. Compare it with the table."],
        },
        new(Question, "Question to readers", "A short occasion and a question that people want to answer.",
            ["{{hook}}\n\n{{fact1}}\n\n{{question}}\nTell us in the comments 💬\n\nSource: {{source}}"],
            "An open, simple question. Never two at once.")
        {
            Examples = ["A third of our guests take no sugar.\n\nDo you?\nTell us in the comments 💬"],
        },
        new(Poll, "Poll", "Two to four options to vote for in comments or reactions.",
            ["{{hook}}\n\n{{poll}}\n\n1️⃣ {{option1}}\n2️⃣ {{option2}}\n3️⃣ {{option3}}\n4️⃣ {{option4}}\n\nVote with a number in the comments.\n{{call_to_action}}"],
            "Options of one length, none obviously right.")
        {
            Variables =
            [
                new("poll", "What is voted on", Line, true, "Which taste should come back this winter?"), new("option1", "Option 1", Line, true, "Pumpkin and spice"), new("option2", "Option 2", Line, true, "Orange and cinnamon"),
                new("option3", "Option 3", Line, false, "Salted caramel"), new("option4", "Option 4", Line, false, ""),
            ],
            Examples = ["Choose the topic of the next live.\n\nWhat shall we talk about on Thursday?\n\n1️⃣ First sales\n2️⃣ Handling reviews\n\nVote with a number in the comments."],
        },
        new(CaseStudy, "Case study", "The task, what was done, what came of it: with numbers.",
            ["{{hook}}\n\nTask: {{task}}\nWhat we did: {{done}}\nResult: {{outcome}}\n\n{{fact1}}\n{{fact2}}\n\n{{call_to_action}}\n\nSource: {{source}}"],
            "Numbers before and after. A client's name only with consent.")
        {
            Variables =
            [
                new("task", "Task", Line, true, "requests got lost between messengers"), new("done", "What was done", Line, true, "all chats came into one window"), new("outcome", "Result", Line, true, "an answer in 4 minutes instead of 40"),
            ],
            Examples = ["How a bakery stopped losing orders.\n\nTask: orders were kept in a notebook.\nWhat we did: one shared table.\nResult: not one mistake in a month."],
        },
        new(Event, "Event", "A meeting, a live or a class: when, where and how to get in.",
            ["{{hook}}\n\n📅 {{day}}, {{time}}\n📍 {{place}}\n\nWhat it is about:\n— {{fact1}}\n— {{fact2}}\n— {{fact3}}\n\nSign up: {{link}}\n{{call_to_action}}"],
            "Date and place at the top. One action at the end.")
        {
            Variables =
            [
                new("day", "Date", Date, true, "2026-12-05"), new("time", "Time", Line, true, "7 pm"), new("place", "Place", Line, true, "online"), new("link", "Sign-up link", Link, false, "https://example.com/join"),
            ],
            Examples = ["Open tasting.\n\n📅 5 December 2026, 7 pm\n📍 12 Garden Street\n\nWhat it is about:\n— how roasts differ"],
        },
        new(Offer, "Offer", "A discount or a gift: what, on which terms and until when.",
            ["{{hook}}\n\n🎁 {{offer}}\nTerms: {{terms}}\nUntil {{until}}.\n\n{{fact1}}\n\n{{call_to_action}}\n{{link}}"],
            "All terms, honestly. No invented urgency.")
        {
            Variables =
            [
                new("offer", "What is offered", Line, true, "a second drink for free"), new("terms", "Terms", Line, false, "for orders in the app"), new("until", "Until which day", Date, true, "2026-12-15"), new("link", "Link", Link, false, "https://example.com/offer"),
            ],
            Examples = ["Warm up with us.\n\n🎁 20% off cocoa\nUntil 15 December 2026."],
        },
        new(BehindTheScenes, "Behind the scenes", "How it is done here: the process, the people, the mistakes.",
            ["{{hook}}\n\n{{story}}\n\n{{fact1}}\n{{fact2}}\n\n{{question}}"],
            "First person. One live detail is worth three general words.")
        {
            Variables = [new("story", "What happens at your place", Text, false, "At six in the morning the bakery smells of bread: Marina puts in the first batch.")],
            Examples = ["Before we open.\n\nAt six we taste the first cup and argue about the grind."],
        },
        new(Quote, "Quote", "Somebody's words and why they matter.",
            ["“{{quote}}”\n— {{author}}\n\n{{hook}}\n\n{{fact1}}\n\n{{question}}\n\nSource: {{source}}"],
            "The quote word for word. Never put words into a mouth.")
        {
            Variables = [new("quote", "The words", Text, true, "A good question saves a week of work."), new("author", "Who said it", Line, true, "Anna, project lead")],
            Examples = ["“Coffee begins with water.”\n— Peter, barista\n\nThat is why we test the water twice a day."],
        },
        new(Digest, "News digest", "Several short pieces of news on one subject.",
            ["{{hook}}\n\nIn short:\n• {{facts}}\n\n{{question}}\n\nSources: {{source}}"],
            "One sentence for each. From important to curious.")
        {
            Examples = ["Coffee news of the week.\n\nIn short:\n• Brazil's harvest grew by 4%\n• A school for baristas opened in Kazan"],
        },
        new(Checklist, "Checklist", "A list worth saving: check before you start.",
            ["{{hook}}\n\nCheck:\n✅ {{fact1}}\n✅ {{fact2}}\n✅ {{fact3}}\n✅ {{fact4}}\n✅ {{fact5}}\n\nSave it for later.\n{{call_to_action}}"],
            "Points begin alike. None too many.")
        {
            Examples = ["Before your first ad.\n\nCheck:\n✅ one goal\n✅ the link opens on a phone"],
        },
    ];
}
