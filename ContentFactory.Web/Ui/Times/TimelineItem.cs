namespace ContentFactory.Web.Ui;

/// <summary>One event of a <c>Timeline</c>; texts come translated.</summary>
public sealed record TimelineItem(DateTimeOffset At, string Title, string? Text = null, StatusTone Tone = StatusTone.Plain, string Symbol = "radio_button_unchecked", string? Href = null);
