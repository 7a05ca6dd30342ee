namespace ContentFactory.Domain.Ai.Offline;

internal static class PhrasebookEn
{
    public static readonly Phrasebook Book = new(
        NewsHooks: new Dictionary<HookKind, string[]>
        {
            [HookKind.Headline] = ["{t}.", "{t}. The short version.", "{t}. Here is what we know."],
            [HookKind.Number] = ["{f}"],
            [HookKind.Question] = ["Did you know that {f}?", "{t}. What do you think?", "Have you heard? {t}."],
            [HookKind.Practical] = ["{t}. {n} to know.", "{n} instead of a long read. {t}.", "Save the essentials. {t}."],
        },
        AdviceHooks: new Dictionary<HookKind, string[]>
        {
            [HookKind.Headline] = ["{t}.", "{t}. Point by point.", "{t}. The short version."],
            [HookKind.Number] = ["{f}"],
            [HookKind.Question] = ["Did you know that {f}?", "{k}: are you getting it right?", "{k}: how much do you know?"],
            [HookKind.Practical] = ["{k}: save this for later.", "{k}: the useful part in one post.", "{k}, short and practical.", "{k}: {n} worth keeping."],
        },
        LeadIns: ["The key points:", "In short:", "Point by point:"],
        Closings: ["Questions? {c} is happy to answer.", "Wondering what this means for you? Ask {c}.", "Ask in the comments: {c} will reply."],
        WarmClosings: ["Any questions? {c} is here, let's work it out together.", "Save it and share it with somebody who needs it. Yours, {c}.", "{c} is listening: ask away."],
        NewsQuestions: ["What do you think?", "Which of these surprised you most?", "Tell us in the comments what you make of it.", "Your view?"],
        AdviceQuestions: ["How do you handle this?", "Does this match your experience?", "Which of these do you use already?", "What would you add?", "Tell us in the comments what helped you."],
        Titles: ["{k}: the essentials", "{k}: what matters"],
        Source: "Source: ", Sources: "Sources: ",
        VideoIdeas:
        [
            "A vertical clip of 25 to 30 seconds. A presenter says the opening line, then the facts about \"{k}\" appear one by one, and it ends with a question to the viewers.",
            "A vertical clip of 20 to 30 seconds: the big headline \"{k}\", quick close-ups, each fact as its own caption, the logo and the call at the end.",
            "A question-and-answer clip of 30 seconds. The first frame asks about \"{k}\", three short answers follow with captions and a lively voice-over.",
            "A \"myth or fact\" clip of 20 seconds about \"{k}\": a split screen with the common belief on the left and the fact from the post on the right.",
        ],
        Shots: ["close-up of the subject", "presenter talking to the camera", "hands at work from above", "slow camera move", "a big figure on a plain background", "wide shot of the place"],
        Caption: "caption", Voice: "voice", LastShot: "logo on the brand colour",
        ScriptOwnEnds: ["What do you think?", "Save this for later.", "How do you handle this?"],
        ImagePrompts:
        [
            "Clean modern illustration on the topic \"{k}\", one clear main subject, soft light, plenty of empty space, brand colours, no lettering, no logos",
            "Realistic photograph on the topic \"{k}\", daylight, close-up, shallow depth of field, calm background, no people, no lettering, no logos",
            "Flat graphic on the topic \"{k}\", two or three colours, large shapes, room for a headline at the top, no lettering, no logos",
        ],
        ImageDetails: "; details: ",
        VideoPrompt: "Vertical video 9:16, {s} seconds, topic \"{k}\". Natural light, smooth camera moves, brand colours, no lettering, no logos, no recognisable people.",
        VideoScene: "Scene {i} ({a}–{b} s): {x}; it shows: ", VideoEnd: "Last scene ({a}–{b} s): calm background with room for a logo.", Seconds: "s");
}
