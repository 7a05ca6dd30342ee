namespace ContentFactory.Domain.Ai.Offline;

internal static class PhrasebookEn
{
    public static readonly Phrasebook Book = new(
        Hooks: new Dictionary<PostForm, string[]>
        {
            [PostForm.News] = ["{t}.", "{k} in focus. {t}.", "Worth knowing today: {t}."],
            [PostForm.Tip] = ["{k}: what to take away.", "{k}: save this for later.", "{k}, short and practical."],
            [PostForm.List] = ["{k}: {n} things worth knowing.", "{k} in one minute: {n} key points.", "{k}: the essentials in {n} points."],
            [PostForm.Question] = ["{k}: have you seen this?", "{k}: what do you make of it?", "{t}. What is your take?"],
        },
        LeadIns: ["What we know:", "The key points:", "In short:"],
        Bridges:
        [
            "{c} follows this topic so that your decisions get a little easier.",
            "{c} shares what is useful to know right now.",
            "Wondering what this means for you? Ask {c}.",
        ],
        WarmBridges:
        [
            "This topic is close to our hearts at {c}, so here is the best of it.",
            "{c} is here for your questions: let's work it out together.",
            "At {c} we love making complicated things clear, and this one deserves it.",
        ],
        Questions: ["What do you think?", "How could this change your plans?", "Tell us in the comments.", "Which of these surprised you most?"],
        Titles: ["{k}: the essentials", "{k}: what matters"],
        Source: "Source: ", Sources: "Sources: ",
        VideoIdeas:
        [
            "A vertical clip of 25 to 30 seconds. A presenter names the topic, \"{k}\", then the facts appear one by one, and it ends with a question to the viewers.",
            "A vertical clip of 20 to 30 seconds: the big headline \"{k}\", quick shots of the topic, each fact as its own caption, the logo at the end.",
            "A question-and-answer clip of 30 seconds: the first frame asks about \"{k}\", short answers follow as captions over calm music.",
        ],
        ScriptHook: "0–3 s, close-up. Caption: ", ScriptFact: "Voice-over: ", ScriptEnd: "Last frame with the logo: ", ScriptOwnEnd: "What do you think?",
        ImagePrompt: "Clean modern illustration on the topic \"{k}\", one clear main subject, soft light, plenty of empty space, brand colours, no lettering, no logos",
        ImageDetails: "; details: ");
}
