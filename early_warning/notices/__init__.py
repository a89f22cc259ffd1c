"""Warning notices 预警通知 (M03) and duty reminders 履职提醒 (M28): draft, check, approve, serve, reply, verdict."""
