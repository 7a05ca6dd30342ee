namespace ContentFactory.Web.Ui;

/// <summary>One step of the way to a page: the places above it, not the page itself.</summary>
public sealed record Crumb(string Text, string Href);
