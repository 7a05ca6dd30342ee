namespace ContentFactory.Web.Publishing.Planning;

/// <summary>How the time of a plan is found. "Now" is a button of its own: it asks first.</summary>
public enum PlanWay { Best, Next, At, Repeat }
