namespace ContentFactory.Web.Ui;

/// <summary>Every state that a badge can name, one word for one state in the whole product; texts are <c>Status_{word}</c> of Ui.</summary>
public enum StatusWord
{
    Draft, Generating, Ready, Approved, Scheduled, Publishing, Published, Unknown, Failed, Cancelled, Held, Deleted, Removed, Archived,
    Disconnected, Connecting, WarmingUp, Active, Paused, NeedsAttention, NeedsVerification, Shadowbanned, Suspended, Banned,
    Queued, Running, Done, Rejected, New, Saved, Hidden,
}

/// <summary>How a state feels; the badge's colour and its icon follow from it.</summary>
public enum StatusTone { Plain, Info, Good, Warn, Bad }

public static class StatusTones
{
    public static StatusTone Of(StatusWord word) => word switch
    {
        StatusWord.Approved or StatusWord.Published or StatusWord.Active or StatusWord.Done => StatusTone.Good,
        StatusWord.Generating or StatusWord.Scheduled or StatusWord.Publishing or StatusWord.Connecting or StatusWord.WarmingUp
            or StatusWord.Queued or StatusWord.Running or StatusWord.New or StatusWord.Saved => StatusTone.Info,
        StatusWord.Ready or StatusWord.Unknown or StatusWord.Held or StatusWord.NeedsAttention or StatusWord.NeedsVerification
            or StatusWord.Shadowbanned => StatusTone.Warn,
        StatusWord.Failed or StatusWord.Removed or StatusWord.Suspended or StatusWord.Banned or StatusWord.Rejected => StatusTone.Bad,
        StatusWord.Draft or StatusWord.Cancelled or StatusWord.Deleted or StatusWord.Archived or StatusWord.Disconnected
            or StatusWord.Paused or StatusWord.Hidden => StatusTone.Plain,
    };

    public static string Icon(StatusWord word) => word switch
    {
        StatusWord.Draft => "edit_note",
        StatusWord.Generating or StatusWord.Publishing or StatusWord.Running or StatusWord.Connecting => "sync",
        StatusWord.Ready => "rule",
        StatusWord.Approved or StatusWord.Done => "task_alt",
        StatusWord.Scheduled or StatusWord.Queued => "schedule",
        StatusWord.Published or StatusWord.Active => "check_circle",
        StatusWord.Unknown => "help",
        StatusWord.Failed or StatusWord.Rejected => "error",
        StatusWord.Cancelled => "cancel",
        StatusWord.Held or StatusWord.Paused => "pause_circle",
        StatusWord.Deleted or StatusWord.Removed => "delete",
        StatusWord.Archived => "archive",
        StatusWord.Disconnected => "radio_button_unchecked",
        StatusWord.WarmingUp => "trending_up",
        StatusWord.NeedsAttention => "warning",
        StatusWord.NeedsVerification => "key",
        StatusWord.Shadowbanned or StatusWord.Hidden => "visibility_off",
        StatusWord.Suspended or StatusWord.Banned => "block",
        StatusWord.New => "star",
        StatusWord.Saved => "bookmark",
    };
}
