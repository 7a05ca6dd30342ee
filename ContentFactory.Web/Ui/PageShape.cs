namespace ContentFactory.Web.Ui;

/// <summary>The kinds of pages; a page that is being read shows the outline of its kind.</summary>
public enum PageShape { List, Detail, Editor, Dashboard, Form }
