import django.db.models.deletion
from core.first_schema import CreateModels
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organization', '0001_initial'),
        ('organization', '__first__'),
        ('supervision', '0001_initial'),
        ('warnings', '0001_initial'),
    ]

    operations = [CreateModels([
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('doc_no', models.CharField(blank=True, editable=False, max_length=40, null=True, unique=True, verbose_name='document number')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='made at')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed at')),
                ('classification', models.CharField(choices=[('PUBLIC', 'Public'), ('INTERNAL', 'Internal'), ('WORK_SECRET', 'Work secret')], default='INTERNAL', max_length=11, verbose_name='classification')),
                ('legal_basis', models.CharField(blank=True, max_length=300, verbose_name='legal basis')),
                ('status', models.CharField(choices=[('DRAFT', 'Draft'), ('SUBMITTED', 'Submitted'), ('CHECKED', 'Checked by the office'), ('REVIEWED', 'Reviewed by the trial office'), ('APPROVED', 'Approved'), ('SERVED', 'Served'), ('ACKED', 'Acknowledged'), ('PLANNED', 'Plan received'), ('REPORTED', 'Result reported'), ('CLOSED', 'Closed'), ('REFERRED', 'Responsibility pursued'), ('REVOKED', 'Revoked')], default='DRAFT', max_length=50, verbose_name='status')),
                ('kind', models.CharField(choices=[('PARTY', 'Discipline recommendation'), ('STATE', 'Supervisory recommendation'), ('BOTH', 'Discipline and supervisory recommendation')], default='BOTH', max_length=5, verbose_name='kind')),
                ('title', models.CharField(max_length=80, verbose_name='matter')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='where it comes from')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='submitted at')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='approved at')),
                ('served_at', models.DateTimeField(blank=True, null=True, verbose_name='served at')),
                ('acked_at', models.DateTimeField(blank=True, null=True, verbose_name='acknowledged at')),
                ('result_due', models.DateField(blank=True, null=True, verbose_name='result due on')),
                ('plan', models.TextField(blank=True, verbose_name='rectification plan')),
                ('planned_at', models.DateTimeField(blank=True, null=True, verbose_name='plan received at')),
                ('result', models.TextField(blank=True, verbose_name='result reported')),
                ('reported_at', models.DateTimeField(blank=True, null=True, verbose_name='reported at')),
                ('urged', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='times urged')),
                ('acked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='acknowledged by')),
                ('approver', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signed by')),
                ('checker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by')),
                ('created_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('handler', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='handler')),
                ('reviewer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reviewed by the trial office')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.unit', verbose_name='unit')),
                ('verifier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='verified by')),
            ],
            options={
                'verbose_name': 'recommendation letter',
                'verbose_name_plural': 'recommendation letters',
                'ordering': ['-created_at', '-pk'],
                'permissions': [('check_recommendation', 'Can check recommendation letters'), ('review_recommendation', 'Can review recommendation letters legally'), ('sign_recommendation', 'Can sign recommendation letters'), ('answer_recommendation', 'Can answer recommendation letters for a unit'), ('refer_recommendation', 'Can pursue responsibility after recommendation letters'), ('verify_recommendation', 'Can verify what units report to recommendation letters'), ('decide_recommendation_objection', 'Can decide objections to recommendation letters')],
                'abstract': False,
                'default_permissions': ('view', 'add'),
                'constraints': [models.CheckConstraint(condition=models.Q(('created_by', models.F('checker')), _negated=True), name='recommendation_drafter_is_not_checker'), models.CheckConstraint(condition=models.Q(('created_by', models.F('reviewer')), _negated=True), name='recommendation_drafter_is_not_reviewer'), models.CheckConstraint(condition=models.Q(('created_by', models.F('approver')), _negated=True), name='recommendation_drafter_is_not_signer'), models.CheckConstraint(condition=models.Q(('checker', models.F('approver')), _negated=True), name='recommendation_checker_is_not_signer'), models.CheckConstraint(condition=models.Q(('checker', models.F('reviewer')), _negated=True), name='recommendation_checker_is_not_reviewer'), models.CheckConstraint(condition=models.Q(('reviewer', models.F('approver')), _negated=True), name='recommendation_reviewer_is_not_signer'), models.CheckConstraint(condition=models.Q(('status__in', ('DRAFT', 'SUBMITTED', 'CHECKED', 'REVOKED')), models.Q(('checker__isnull', False), ('reviewer__isnull', False)), _connector='OR'), name='recommendation_not_unreviewed'), models.CheckConstraint(condition=models.Q(('status__in', ['DRAFT', 'SUBMITTED', 'CHECKED', 'REVIEWED', 'REVOKED']), models.Q(('approver__isnull', False), ('doc_no__isnull', False)), _connector='OR'), name='recommendation_not_unsigned')],
            },
        ),
        migrations.CreateModel(
            name='RecommendationObjection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('doc_no', models.CharField(blank=True, editable=False, max_length=40, null=True, unique=True, verbose_name='document number')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='made at')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed at')),
                ('classification', models.CharField(choices=[('PUBLIC', 'Public'), ('INTERNAL', 'Internal'), ('WORK_SECRET', 'Work secret')], default='INTERNAL', max_length=11, verbose_name='classification')),
                ('legal_basis', models.CharField(blank=True, max_length=300, verbose_name='legal basis')),
                ('text', models.TextField(verbose_name='objection')),
                ('answer', models.TextField(blank=True, verbose_name='answer to the objection')),
                ('status', models.CharField(choices=[('OPEN', 'To be decided'), ('REFUSED', 'Refused'), ('UPHELD', 'Upheld')], default='OPEN', max_length=50, verbose_name='status')),
                ('created_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('handler', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='handler')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='cases.recommendation', verbose_name='recommendation letter')),
            ],
            options={
                'verbose_name': 'objection to a recommendation letter',
                'verbose_name_plural': 'objections to recommendation letters',
                'ordering': ['-created_at', '-pk'],
                'abstract': False,
                'default_permissions': ('view',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'OPEN')), fields=('paper',), name='recommendationobjection_one_open'), models.CheckConstraint(condition=models.Q(('status', 'OPEN'), models.Q(('decided_by__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='recommendationobjection_decided_with_reason')],
            },
        ),
        migrations.CreateModel(
            name='Problem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=500, verbose_name='problem found')),
                ('warning', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='warnings.notice', verbose_name='settled notice')),
                ('doubt', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='warnings.doubtpoint', verbose_name='confirmed doubt point')),
                ('problem', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.problem', verbose_name='confirmed problem')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='problems', to='cases.recommendation', verbose_name='recommendation letter')),
            ],
            options={
                'verbose_name': 'problem found',
                'verbose_name_plural': 'problems found',
                'ordering': ['pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('OPEN', 'Open'), ('SUBMITTED', 'Reported done'), ('VERIFIED', 'Verified')], default='OPEN', max_length=50, verbose_name='status')),
                ('text', models.CharField(max_length=500, verbose_name='suggestion')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                ('report', models.TextField(blank=True, verbose_name='what was done')),
                ('reported_at', models.DateTimeField(blank=True, null=True, verbose_name='reported at')),
                ('verified_at', models.DateTimeField(blank=True, null=True, verbose_name='verified at')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed at')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='cases.recommendation', verbose_name='recommendation letter')),
                ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reported by')),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='verified by')),
            ],
            options={
                'verbose_name': 'suggestion',
                'verbose_name_plural': 'suggestions',
                'ordering': ['recommendation', 'pk'],
                'default_permissions': ('view',),
                'constraints': [models.CheckConstraint(condition=models.Q(('reported_by', models.F('verified_by')), _negated=True), name='suggestion_not_verified_by_its_reporter')],
            },
        ),
    ])]
