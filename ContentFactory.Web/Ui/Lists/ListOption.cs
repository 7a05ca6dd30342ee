namespace ContentFactory.Web.Ui.Lists;

/// <summary>One value of a filter, as the address says it and as people read it.</summary>
public sealed record ListOption(string Value, string Text);
