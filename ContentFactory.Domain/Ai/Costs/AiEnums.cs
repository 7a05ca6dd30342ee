namespace ContentFactory.Domain.Ai.Costs;

/// <summary>What a model was asked for. The last three are media, which no role speaks for.</summary>
public enum AiKind { Draft, Rewrite, Trial, Image, Voice, Video }

/// <summary>What a price is for.</summary>
public enum AiUnit { MillionTokens, Image, ThousandCharacters, Second }

/// <summary>What became of a request. Unknown: nobody can say whether it was charged, so it counts at the most that it can have cost.</summary>
public enum AiOutcome { Sending, Done, Failed, Unknown }

/// <summary>Why an answer was of no use, or did not come.</summary>
public enum AiFault
{
    /// <summary>No JSON, where JSON was asked for.</summary>
    Prose,

    /// <summary>Half a JSON, or one of another shape.</summary>
    Malformed,
    Refused,
    CutOff,
    Empty,
    WrongLanguage,
    AvoidedWord,
    TooLong,
    BadHashtag,

    /// <summary>An address that stands in no source.</summary>
    ForeignAddress,

    /// <summary>The mark around the material, which only somebody who repeats the prompt writes.</summary>
    Leaked,
    Busy,
    Down,
    KeyRefused,

    /// <summary>The account with the maker is empty.</summary>
    NoMoney,
    ModelGone,

    /// <summary>The maker did not take the request as it stood.</summary>
    NotTaken,
    TimedOut,
    Broken,
    Cancelled,
}
